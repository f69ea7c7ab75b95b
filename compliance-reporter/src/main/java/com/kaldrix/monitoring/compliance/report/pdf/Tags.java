package com.kaldrix.monitoring.compliance.report.pdf;

import com.kaldrix.monitoring.compliance.report.text.Visible;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.common.COSObjectable;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;

/**
 * The structure of a document: what a screen reader reads. Works on the dictionaries themselves, for a report has tens of thousands of elements.
 *
 * @see <a href="https://www.iso.org/standard/64599.html">ISO 14289-1, PDF/UA-1</a>
 */
final class Tags {
    private final PDStructureTreeRoot root = new PDStructureTreeRoot();
    private final Map<Integer, COSObjectable> parents = new TreeMap<>();
    private final COSDictionary document;
    private int next;

    /** An element of the structure. */
    static final class Tag {
        final COSDictionary element;

        private Tag(COSDictionary element) {
            this.element = element;
        }
    }

    /** What on one page belongs to which element. */
    static final class PageTags {
        private final COSDictionary page;
        private final COSArray elements;

        private PageTags(COSDictionary page, COSArray elements) {
            this.page = page;
            this.elements = elements;
        }

        /** The number of the content that comes next, which is of this element. */
        int content(Tag tag) {
            int id = elements.size();
            elements.add(tag.element);
            COSDictionary of = tag.element.getCOSDictionary(COSName.PG);
            if (of == null) {
                tag.element.setItem(COSName.PG, page);
            }
            if (of == null || of == page) {
                kid(tag.element, COSInteger.get(id));
            } else {
                COSDictionary reference = new COSDictionary();
                reference.setItem(COSName.TYPE, COSName.getPDFName("MCR"));
                reference.setItem(COSName.PG, page);
                reference.setInt(COSName.MCID, id);
                kid(tag.element, reference);
            }
            return id;
        }
    }

    Tags() {
        document = new COSDictionary();
        document.setItem(COSName.TYPE, COSName.getPDFName("StructElem"));
        document.setItem(COSName.S, COSName.getPDFName("Document"));
        document.setItem(COSName.P, root.getCOSObject());
        root.getCOSObject().setItem(COSName.K, document);
    }

    /** The element that holds all others. */
    Tag document() {
        return new Tag(document);
    }

    /** A new element within another. */
    Tag tag(Tag parent, String type) {
        COSDictionary element = new COSDictionary();
        element.setItem(COSName.S, COSName.getPDFName(type));
        element.setItem(COSName.P, parent.element);
        kid(parent.element, element);
        return new Tag(element);
    }

    /** What is said instead of a picture. */
    void says(Tag figure, String words) {
        figure.element.setItem(COSName.ALT, new COSString(Visible.of(words)));
    }

    /** Which cells a cell heads: {@code Row} or {@code Column}. */
    void heads(Tag cell, String scope) {
        COSDictionary attributes = new COSDictionary();
        attributes.setItem(COSName.O, COSName.getPDFName("Table"));
        attributes.setItem(COSName.getPDFName("Scope"), COSName.getPDFName(scope));
        cell.element.setItem(COSName.A, attributes);
    }

    /** Begins a page. */
    PageTags page(COSDictionary page) {
        COSArray elements = new COSArray();
        page.setInt(COSName.STRUCT_PARENTS, next);
        parents.put(next++, () -> elements);
        return new PageTags(page, elements);
    }

    /** Says that a link of the page belongs to an element. */
    void link(Tag link, COSDictionary annotation, COSDictionary page) {
        annotation.setInt(COSName.STRUCT_PARENT, next);
        parents.put(next++, () -> link.element);
        COSDictionary reference = new COSDictionary();
        reference.setItem(COSName.TYPE, COSName.getPDFName("OBJR"));
        reference.setItem(COSName.PG, page);
        reference.setItem(COSName.getPDFName("Obj"), annotation);
        kid(link.element, reference);
    }

    /** The tree, when all is there. */
    PDStructureTreeRoot finish() {
        PDNumberTreeNode tree = new PDNumberTreeNode(COSDictionary.class);
        tree.setNumbers(parents);
        root.setParentTree(tree);
        root.setParentTreeNextKey(next);
        return root;
    }

    private static void kid(COSDictionary parent, COSBase kid) {
        COSArray kids = parent.getCOSArray(COSName.K);
        if (kids == null) {
            kids = new COSArray();
            parent.setItem(COSName.K, kids);
        }
        kids.add(kid);
    }
}
