package com.kaldrix.monitoring.compliance.report.pdf;

import java.io.Closeable;
import java.io.IOException;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;

/** Liberation Sans and Liberation Mono, which may be put into any document (SIL Open Font License 1.1). */
final class Faces implements Closeable {
    final Face plain;
    final Face bold;
    final Face mono;

    Faces(PDDocument document) throws IOException {
        plain = Face.read(document, "F1", "/liberation/LiberationSans-Regular.ttf");
        bold = Face.read(document, "F2", "/liberation/LiberationSans-Bold.ttf");
        mono = Face.read(document, "F3", "/liberation/LiberationMono-Regular.ttf");
    }

    /** What the pages refer to. */
    PDResources resources() {
        PDResources resources = new PDResources();
        for (Face face : new Face[] {plain, bold, mono}) {
            resources.put(COSName.getPDFName(face.resource), face.font);
        }
        return resources;
    }

    /** Puts what is used of them into the document; after that nothing more can be written. */
    void finish() throws IOException {
        plain.font.subset();
        bold.font.subset();
        mono.font.subset();
    }

    @Override
    public void close() throws IOException {
        plain.close();
        bold.close();
        mono.close();
    }
}
