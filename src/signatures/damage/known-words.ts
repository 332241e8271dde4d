import type { PdfDict, PdfObject } from '../pdf/objects.ts';

/** Names that ISO 32000-2 gives to keys and values, of those that office documents have; short ones say nothing, too much is one letter beside them. */
const known: ReadonlySet<string> = new Set(
  `AcroForm ActualText Alternate Annot Annots ArtBox Ascent ASCII85Decode ASCIIHexDecode Author AvgWidth Background BaseEncoding BaseFont BitsPerComponent BitsPerCoordinate BitsPerSample
  BlackIs1 BleedBox Border Bounds ByteRange CalGray CalRGB CapHeight Catalog CCITTFaxDecode CharProcs CharSet CIDFontType0 CIDFontType2 CIDSet CIDSystemInfo CIDToGIDMap Colors ColorSpace Columns
  ContactInfo Contents Coords Count CreationDate Creator CropBox DamagedRowsBeforeError DCTDecode Decode DecodeParms Descent DescendantFonts Dests DeviceCMYK
  DeviceGray DeviceN DeviceRGB Differences Direction DocMDP Domain EmbeddedFile EmbeddedFiles Encode Encoding Encrypt EndOfBlock EndOfLine ExtGState Extend Extends Fields Filter
  First FirstChar Flags FlateDecode FontBBox FontDescriptor FontFamily FontFile FontFile2 FontFile3 FontMatrix FontName FontStretch FontWeight Format FormType Function Functions FunctionType
  Gamma GoTo Group Height ICCBased Identity Identity-H Identity-V Image ImageMask Index Indexed Info Intent Interpolate ItalicAngle JBIG2Decode JBIG2Globals JPXDecode Kids Keywords Lang LastChar LastModified
  Launch Leading Length Length1 Length2 Length3 Limits Linearized Link Location LZWDecode MacRomanEncoding MarkInfo Marked Mask Matrix MaxWidth MediaBox Metadata MissingWidth ModDate Name
  Names NeedAppearances Next Nums ObjStm OCGs OCProperties OpenAction Order Ordering Outlines OutputIntent OutputIntents Page PageLabels PageLayout PageMode Pages PaintType Parent
  ParentTree ParentTreeNextKey Pattern PatternType Perms Popup Predictor Prev Producer ProcSet Properties Range Reason Rect Reference Registry Resources RoleMap Root Rotate Rows RunLengthDecode
  Separation Shading ShadingType SigFlags Size SMask Stamp StandardEncoding StemH StemV StructElem StructParent StructParents StructTreeRoot SubFilter Subject Subtype Supplement Symbol Tabs
  Text Threads TilingType Title ToUnicode TrimBox TrueType Type Type0 Type1 Type1C Type3 UserUnit Version ViewerPreferences Widget Width Widths WinAnsiEncoding WMode XHeight XObject XRef XRefStm XStep YStep`.split(
    /\s+/,
  ),
);

/** Fewer letters are no word by which one could tell another. */
const LETTERS_MIN = 6;
const NESTING_MAX = 8;

const byLength = new Map<number, string[]>();
for (const word of known) byLength.set(word.length, [...(byLength.get(word.length) ?? []), word]);

/** A name that is one of the format's but for one or two letters side by side: as much as one base64 digit can change. Undefined where none is. */
export function spoiltName(object: PdfObject, depth = 0): string | undefined {
  if (depth > NESTING_MAX) return undefined;
  switch (object.kind) {
    case 'name':
      return isSpoilt(object.value) ? object.value : undefined;
    case 'array':
      return firstOf(object.items, depth);
    case 'dict':
      return spoiltKey(object) ?? firstOf(object.entries.values(), depth);
    case 'stream':
      return spoiltName(object.dict, depth);
  }
  return undefined;
}

function firstOf(objects: Iterable<PdfObject>, depth: number): string | undefined {
  for (const each of objects) {
    const found = spoiltName(each, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function spoiltKey({ entries }: PdfDict): string | undefined {
  for (const key of entries.keys()) if (isSpoilt(key)) return key;
  return undefined;
}

function isSpoilt(name: string): boolean {
  if (name.length < LETTERS_MIN || known.has(name)) return false;
  return (byLength.get(name.length) ?? []).some((word) => isBeside(word, name));
}

function isBeside(word: string, name: string): boolean {
  let first = 0;
  while (word[first] === name[first]) first++;
  return word.slice(first + 2) === name.slice(first + 2);
}
