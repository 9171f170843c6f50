//! A document of work is read whole and written anew: its pages, what is drawn on them, and nothing else.
//!
//! What a page may be made of is a list of what is kept. So whatever a document could do when it is opened (scripts, forms, programs, files
//! inside), what it says of who made it, and whatever lies behind its end stays out, however it was wrapped up or spelt: the reader has
//! unwrapped and spelt it out before this module looks at it. Links and the outline stay out too. A document with a password is refused, and
//! so is one that cannot be read. This module does not look at what is drawn, and knows no users.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream};

use crate::domain::refusal::Problem;

/// The most that all the packed objects of a document may unfold to. Read, each byte takes up to sixty.
const MOST_UNFOLDED: usize = 6 * 1024 * 1024;
/// The most objects of a document.
const MOST_OBJECTS: usize = 60_000;
/// How far up the tree of pages a page looks for what it inherits.
const HIGHEST: usize = 32;

/// What a page takes from what stands above it, where it does not say so itself.
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];
/// What else is kept of a page.
const OF_A_PAGE: [&[u8]; 3] = [b"Contents", b"UserUnit", b"Group"];
/// What is kept of what somebody drew or wrote on a page: how it looks, not who it was nor when.
const OF_A_MARK: [&[u8]; 18] = [
    b"Subtype",
    b"Rect",
    b"AP",
    b"AS",
    b"F",
    b"C",
    b"CA",
    b"Border",
    b"BS",
    b"QuadPoints",
    b"InkList",
    b"Vertices",
    b"L",
    b"LE",
    b"IC",
    b"DA",
    b"Contents",
    b"OC",
];
/// The marks that only show something. The fields of a form are kept as they look.
const MARKS: [&[u8]; 14] = [
    b"Text",
    b"FreeText",
    b"Line",
    b"Square",
    b"Circle",
    b"Polygon",
    b"PolyLine",
    b"Highlight",
    b"Underline",
    b"Squiggly",
    b"StrikeOut",
    b"Stamp",
    b"Caret",
    b"Ink",
];
/// A field of a form, as it looks.
const FIELD: &[u8] = b"Widget";

/// What no part of a page has any use for, wherever it stands.
const NEVER: [&[u8]; 22] = [
    b"AA",
    b"OpenAction",
    b"JavaScript",
    b"JS",
    b"Launch",
    b"EmbeddedFiles",
    b"EmbeddedFile",
    b"EF",
    b"RF",
    b"RichMediaContent",
    b"RichMediaSettings",
    b"XFA",
    b"AcroForm",
    b"URI",
    b"Metadata",
    b"PieceInfo",
    b"LastModified",
    b"CreatorInfo",
    b"Author",
    b"Producer",
    b"CreationDate",
    b"ModDate",
];
/// Where the data of a stream lie in a file beside the document.
const BESIDE: [&[u8]; 3] = [b"F", b"FFilter", b"FDecodeParms"];
/// What does something, by its kind.
const ACTS: [&[u8]; 13] = [
    b"JavaScript",
    b"Launch",
    b"SubmitForm",
    b"ImportData",
    b"ResetForm",
    b"GoToR",
    b"GoToE",
    b"URI",
    b"Rendition",
    b"RichMediaExecute",
    b"Movie",
    b"Sound",
    b"Named",
];
/// What carries something along, or tells of it, by its type.
const CARRIES: [&[u8]; 4] = [b"Action", b"Filespec", b"EmbeddedFile", b"Metadata"];

/// The document, written anew.
///
/// # Errors
/// It has a password, or it cannot be read.
pub fn cleaned(bytes: &[u8]) -> Result<Vec<u8>, Problem> {
    let packed = names(bytes).filter(|name| matches!(&**name, b"ObjStm" | b"XRef")).count();
    let options = LoadOptions { max_decompressed_size: Some(MOST_UNFOLDED / packed.max(1)), ..LoadOptions::default() };
    // Every error of the reader's means the same to who sent it; that a password is missing can be one of them.
    let locked = || names(bytes).any(|name| *name == *b"Encrypt");
    let from = Document::load_mem_with_options(bytes, options);
    let from = from.map_err(|_| if locked() { Problem::LockedDocument } else { Problem::BrokenFile })?;
    if from.trailer.has(b"Encrypt") || from.was_encrypted() {
        return Err(Problem::LockedDocument);
    }
    if from.objects.len() > MOST_OBJECTS {
        return Err(Problem::BrokenFile);
    }
    let mut anew = Anew { from: &from, to: Document::with_version("1.7"), ids: HashMap::new(), left: Vec::new() };
    anew.pages()?;
    let mut written = Vec::new();
    anew.to.save_to(&mut written).map_err(|_| Problem::BrokenFile)?;
    Ok(written)
}

/// The names in the bytes of a document as they lie there, spelt out. A stream is never packed into another, so each one's type is among them.
fn names(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let ends = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0 || b"()<>[]{}%".contains(byte);
    bytes
        .split(|byte| *byte == b'/')
        .skip(1)
        .map(move |rest| spelt(&rest[..rest.iter().take(64).position(ends).unwrap_or(rest.len().min(64))]))
}

/// A name may spell any of its letters by its number: `#4a` for `J`.
fn spelt(raw: &[u8]) -> Vec<u8> {
    let mut name = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((first, after)) = rest.split_first() {
        let number = after.get(..2).filter(|_| *first == b'#').and_then(|digits| std::str::from_utf8(digits).ok());
        match number.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(letter) => {
                name.push(letter);
                rest = &after[2..];
            }
            None => {
                name.push(*first);
                rest = after;
            }
        }
    }
    name
}

/// A document on its way into another.
struct Anew<'a> {
    from: &'a Document,
    to: Document,
    /// What each object that is kept is called there.
    ids: HashMap<ObjectId, ObjectId>,
    /// Those that have been named and not yet copied.
    left: Vec<ObjectId>,
}

impl Anew<'_> {
    fn pages(&mut self) -> Result<(), Problem> {
        let top = self.fresh()?;
        let mut kids = Vec::new();
        for old in self.from.page_iter() {
            let page = self.page(old, top)?;
            let id = self.fresh()?;
            self.to.objects.insert(id, Object::Dictionary(page));
            kids.push(Object::Reference(id));
        }
        if kids.is_empty() {
            return Err(Problem::BrokenFile);
        }
        let mut pages = named(b"Pages");
        pages.set("Count", i64::try_from(kids.len()).unwrap_or(i64::MAX));
        pages.set("Kids", kids);
        self.to.objects.insert(top, Object::Dictionary(pages));
        let mut catalog = named(b"Catalog");
        catalog.set("Pages", Object::Reference(top));
        // Which layers are shown: without it, hidden ones would be.
        let from = self.from;
        if let Ok(layers) = from.catalog().and_then(|old| old.get(b"OCProperties")) {
            let layers = self.object(layers)?;
            catalog.set("OCProperties", layers);
        }
        // Not by calling itself: a document decides how far one object leads to the next.
        while let Some(old) = self.left.pop() {
            let (Some(object), Some(id)) = (from.objects.get(&old), self.ids.get(&old).copied()) else { continue };
            let object = self.object(object)?;
            self.to.objects.insert(id, object);
        }
        let root = self.fresh()?;
        self.to.objects.insert(root, Object::Dictionary(catalog));
        self.to.trailer.set("Root", Object::Reference(root));
        Ok(())
    }

    fn page(&mut self, old: ObjectId, top: ObjectId) -> Result<Dictionary, Problem> {
        let from = self.from;
        let mut page = named(b"Page");
        page.set("Parent", Object::Reference(top));
        page.set("MediaBox", vec![0.into(), 0.into(), 612.into(), 792.into()]);
        page.set("Resources", Dictionary::new());
        let Ok(own) = from.get_dictionary(old) else { return Ok(page) };
        let mut above = Some(own);
        let mut found = Dictionary::new();
        for _ in 0..HIGHEST {
            let Some(one) = above else { break };
            for key in INHERITED.iter().filter(|key| !found.has(key)).collect::<Vec<_>>() {
                if let Ok(value) = one.get(key) {
                    found.set(*key, value.clone());
                }
            }
            above = one.get_deref(b"Parent", from).and_then(Object::as_dict).ok();
        }
        for key in OF_A_PAGE {
            if let Ok(value) = own.get(key) {
                found.set(key, value.clone());
            }
        }
        for (key, value) in found.iter() {
            let value = self.object(value)?;
            page.set(key.clone(), value);
        }
        let mut marks = Vec::new();
        for mark in own.get_deref(b"Annots", from).and_then(Object::as_array).into_iter().flatten() {
            let Ok((_, Object::Dictionary(mark))) = from.dereference(mark) else { continue };
            let kind = mark.get_deref(b"Subtype", from).and_then(Object::as_name).unwrap_or_default();
            if MARKS.contains(&kind) || kind == FIELD && mark.has(b"AP") {
                let mut kept = named(b"Annot");
                for key in OF_A_MARK {
                    if let Ok(value) = mark.get(key) {
                        let value = self.object(value)?;
                        kept.set(key, value);
                    }
                }
                marks.push(Object::Dictionary(kept));
            }
        }
        if !marks.is_empty() {
            page.set("Annots", marks);
        }
        Ok(page)
    }

    /// What is kept of an object, whose own parts the reader has not let lie deeper in one another than a hundred.
    fn object(&mut self, object: &Object) -> Result<Object, Problem> {
        Ok(match object {
            Object::Reference(old) if self.from.objects.contains_key(old) => Object::Reference(self.renamed(*old)?),
            Object::Reference(_) => Object::Null,
            Object::Array(all) => Object::Array(all.iter().map(|one| self.object(one)).collect::<Result<_, _>>()?),
            Object::Dictionary(dict) if self.is_harmful(dict) => Object::Null,
            Object::Dictionary(dict) => Object::Dictionary(self.dictionary(dict)?),
            Object::Stream(stream) if self.is_harmful(&stream.dict) => Object::Null,
            Object::Stream(stream) => {
                let mut dict = self.dictionary(&stream.dict)?;
                BESIDE.iter().for_each(|key| drop(dict.remove(key)));
                let content = if is_photo(&dict) { without_words(&stream.content) } else { stream.content.clone() };
                Object::Stream(Stream::new(dict, content))
            }
            plain => plain.clone(),
        })
    }

    fn dictionary(&mut self, old: &Dictionary) -> Result<Dictionary, Problem> {
        let mut kept = Dictionary::new();
        for (key, value) in old.iter().filter(|(key, _)| !NEVER.contains(&key.as_slice())) {
            let value = self.object(value)?;
            kept.set(key.clone(), value);
        }
        Ok(kept)
    }

    /// Whether it does something, or carries something along that is no part of a page.
    fn is_harmful(&self, dict: &Dictionary) -> bool {
        let is = |key: &[u8], any: &[&[u8]]| dict.get_deref(key, self.from).and_then(Object::as_name).is_ok_and(|name| any.contains(&name));
        is(b"S", &ACTS) || is(b"Type", &CARRIES)
    }

    /// What an object is called in the new document, where it will be copied to.
    fn renamed(&mut self, old: ObjectId) -> Result<ObjectId, Problem> {
        if let Some(id) = self.ids.get(&old) {
            return Ok(*id);
        }
        let id = self.fresh()?;
        self.ids.insert(old, id);
        self.left.push(old);
        Ok(id)
    }

    fn fresh(&mut self) -> Result<ObjectId, Problem> {
        self.to.try_new_object_id().map_err(|_| Problem::BrokenFile)
    }
}

fn named(kind: &[u8]) -> Dictionary {
    let mut dict = Dictionary::new();
    dict.set("Type", Object::Name(kind.to_vec()));
    dict
}

/// Whether a stream is a photo as a phone stores it.
fn is_photo(dict: &Dictionary) -> bool {
    let is = |filter: &Object| filter.as_name().is_ok_and(|name| name == b"DCTDecode");
    dict.get(b"Filter").is_ok_and(|filter| is(filter) || filter.as_array().is_ok_and(|all| matches!(&**all, [only] if is(only))))
}

/// A JPEG without the parts that draw nothing: the place and the hour, the device, words. How its colours are meant is kept.
fn without_words(jpeg: &[u8]) -> Vec<u8> {
    let Some(mut rest) = jpeg.strip_prefix(b"\xff\xd8") else { return jpeg.to_vec() };
    let mut kept = b"\xff\xd8".to_vec();
    while let [0xff, kind @ 0xc0..=0xfe, high, low, ..] = rest {
        let length = 2 + usize::from(u16::from_be_bytes([*high, *low]));
        let Some((part, after)) = rest.split_at_checked(length).filter(|_| *kind != 0xda) else { break };
        // Of the applications' parts: JFIF, colour profiles, and Adobe's word on the colours.
        if !matches!(kind, 0xe1 | 0xe3..=0xed | 0xef | 0xfe) {
            kept.extend(part);
        }
        rest = after;
    }
    kept.extend(rest);
    kept
}

#[cfg(test)]
mod tests;
