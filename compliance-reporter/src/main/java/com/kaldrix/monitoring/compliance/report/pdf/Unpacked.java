package com.kaldrix.monitoring.compliance.report.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/** Takes the compression off the streams of fonts. */
final class Unpacked {
    private Unpacked() {}

    static void fonts(Faces faces) throws IOException {
        for (Face face : new Face[] {faces.plain, faces.bold, faces.mono}) {
            COSDictionary font = face.font.getCOSObject();
            unpack(font.getDictionaryObject(COSName.TO_UNICODE));
            COSArray descendants = font.getCOSArray(COSName.DESCENDANT_FONTS);
            if (descendants != null && descendants.getObject(0) instanceof COSDictionary descendant) {
                unpack(descendant.getDictionaryObject(COSName.CID_TO_GID_MAP));
                COSDictionary descriptor = descendant.getCOSDictionary(COSName.FONT_DESC);
                if (descriptor != null) {
                    unpack(descriptor.getDictionaryObject(COSName.FONT_FILE2));
                    unpack(descriptor.getDictionaryObject(COSName.CID_SET));
                }
            }
        }
    }

    private static void unpack(@Nullable COSBase base) throws IOException {
        COSBase object = base instanceof COSObject reference ? reference.getObject() : base;
        if (object instanceof COSStream stream && stream.getFilters() != null) {
            byte[] bytes;
            try (InputStream in = stream.createInputStream()) {
                bytes = in.readAllBytes();
            }
            stream.removeItem(COSName.FILTER);
            stream.removeItem(COSName.DECODE_PARMS);
            try (OutputStream out = stream.createRawOutputStream()) {
                out.write(bytes);
            }
        }
    }
}
