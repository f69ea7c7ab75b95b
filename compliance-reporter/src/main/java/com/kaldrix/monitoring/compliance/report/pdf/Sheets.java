package com.kaldrix.monitoring.compliance.report.pdf;

import com.kaldrix.monitoring.compliance.report.pdf.Tags.Tag;
import com.kaldrix.monitoring.compliance.report.text.Visible;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDBorderStyleDictionary;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;

/** Pages of A4, one after the other, and the place on them where the next thing goes. */
final class Sheets {
    static final float LEFT = 48;
    static final float WIDTH = PDRectangle.A4.getWidth() - 2 * LEFT;
    private static final float TOP = PDRectangle.A4.getHeight() - 50;
    private static final float BOTTOM = 58;
    private static final float FOOT = 32;

    /** A place that something leads to. */
    private record Place(PDPage page, float y) {}

    /** A link whose place is not known yet. */
    private record Open(PDAnnotationLink link, String target) {}

    private final PDDocument document;
    private final PDResources resources;
    private final Tags tags;
    private final List<Content> contents = new ArrayList<>();
    private final Map<String, Place> places = new HashMap<>();
    private final List<Open> open = new ArrayList<>();
    private PDPage page;
    private Tags.PageTags pageTags;
    private Content content;
    private float y;

    Sheets(PDDocument document, PDResources resources, Tags tags) {
        this.document = document;
        this.resources = resources;
        this.tags = tags;
        page = new PDPage(PDRectangle.A4);
        pageTags = begin();
        content = contents.getLast();
    }

    private Tags.PageTags begin() {
        page.setResources(resources);
        page.getCOSObject().setItem(COSName.getPDFName("Tabs"), COSName.S);
        document.addPage(page);
        contents.add(new Content());
        y = TOP;
        return tags.page(page.getCOSObject());
    }

    /** Goes on at the top of a new page. */
    void turn() {
        page = new PDPage(PDRectangle.A4);
        pageTags = begin();
        content = contents.getLast();
    }

    /**
     * Sees to it that there is room.
     *
     * @return whether a new page was begun
     */
    boolean room(float height) {
        if (y - height >= BOTTOM || y == TOP) {
            return false;
        }
        turn();
        return true;
    }

    /** Leaves some room free. */
    void skip(float height) {
        y -= height;
    }

    /** Where the next thing begins, from the lower edge of the page. */
    float y() {
        return y;
    }

    Content content() {
        return content;
    }

    /** A line of text that belongs to an element. */
    void text(Tag tag, String type, String text, Style style, float x, float top) {
        content.begin(type, pageTags.content(tag));
        content.text(text, style, x, top - style.rise());
        content.end();
    }

    /** Begins what belongs to an element; ended by {@link Content#end}. */
    void begin(Tag tag, String type) {
        content.begin(type, pageTags.content(tag));
    }

    /** Makes a place of the page lead to another place of the document. */
    void link(Tag tag, String words, String target, float x, float top, float width, float height) {
        PDAnnotationLink link = new PDAnnotationLink();
        link.setRectangle(new PDRectangle(x, top - height, width, height));
        link.setContents(Visible.of(words));
        link.setPrinted(true);
        PDBorderStyleDictionary border = new PDBorderStyleDictionary();
        border.setWidth(0);
        link.setBorderStyle(border);
        COSArray annotations = page.getCOSObject().getCOSArray(COSName.ANNOTS);
        if (annotations == null) {
            annotations = new COSArray();
            page.getCOSObject().setItem(COSName.ANNOTS, annotations);
        }
        annotations.add(link.getCOSObject());
        tags.link(tag, link.getCOSObject(), page.getCOSObject());
        open.add(new Open(link, target));
    }

    /** Something leads to here. */
    void place(String id) {
        places.putIfAbsent(id, new Place(page, y));
    }

    /** What leads to a place; to the first page if there is no such place. */
    PDPageXYZDestination destination(String id) {
        Place place = places.getOrDefault(id, new Place(document.getPage(0), TOP));
        PDPageXYZDestination destination = new PDPageXYZDestination();
        destination.setPage(place.page());
        destination.setTop(Math.round(place.y() + 8));
        return destination;
    }

    /** Puts a foot on every page and all that was drawn into the document. */
    void finish(String label, Style style) throws IOException {
        open.forEach(one -> one.link().setDestination(destination(one.target())));
        String shown = style.face().shown(label);
        for (int i = 0; i < contents.size(); i++) {
            Content drawn = contents.get(i);
            String number = "Page " + (i + 1) + " of " + contents.size();
            drawn.beginArtifact();
            drawn.line(Ink.LINE, 0.6f, false, LEFT, FOOT + 14, LEFT + WIDTH, FOOT + 14);
            drawn.text(shown, style, LEFT, FOOT);
            drawn.text(number, style, LEFT + WIDTH - style.face().width(number, style.size()), FOOT);
            drawn.end();
            document.getPage(i).setContents(new PDStream(document, new ByteArrayInputStream(drawn.bytes())));
        }
    }
}
