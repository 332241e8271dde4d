import {
  asDict,
  asRef,
  asStream,
  pdfArray,
  pdfBoolean,
  pdfDict,
  pdfNumber,
  pdfRef,
  pdfStream,
  withEntries,
} from '../../src/signatures/pdf/objects.ts';
import { inheritedOf } from '../../src/signatures/pdf/pages.ts';
import {
  add,
  appended,
  type Change,
  content,
  type Edit,
  fieldOfType,
  findObject,
  isFont,
  isFontFile,
  isImage,
  latin1,
  literal,
  must,
  name,
  numbers,
  push,
  script,
  set,
  setForm,
  sheet,
} from './target.ts';

/** Sets keys of the catalogue, of the page, of the form: where most incremental-saving attacks begin. */
const catalog =
  (keys: Parameters<typeof set>[2]): Edit =>
  ({ catalog: { ref } }, update) =>
    set(update, ref, keys);
const page =
  (keys: Parameters<typeof set>[2]): Edit =>
  ({ page: { ref } }, update) =>
    set(update, ref, keys);
const form =
  (keys: Parameters<typeof set>[2]): Edit =>
  (target, update) =>
    setForm(target, update, keys);

const annotation =
  (keys: Parameters<typeof pdfDict>[0], isDrawn = true): Edit =>
  (target, update) => {
    const look = isDrawn ? { AP: pdfDict({ N: sheet(update) }) } : {};
    const shape = {
      Type: name('Annot'),
      Rect: numbers(90, 700, 300, 790),
      F: pdfNumber(4),
      P: target.page.ref,
    };
    const dict = pdfDict({ ...shape, ...look, ...Object.fromEntries(Object.entries(keys)) });
    push(target, update, target.page.ref, 'Annots', add(update, dict));
  };

/** Overwrites the first object that passes. */
const overwritten =
  (passes: Parameters<typeof findObject>[1], keys: Parameters<typeof set>[2]): Edit =>
  (target, update) => {
    const found = findObject(target, passes);
    if (!found) return false;
    const stream = asStream(found.object);
    if (stream)
      update.put(found.ref, pdfStream(withEntries(stream.dict, { Filter: undefined }), latin1('q Q')));
    else set(update, found.ref, keys);
    return true;
  };

const pageContent =
  (edit: (data: Uint8Array) => Uint8Array): Edit =>
  ({ view, page: { dict } }, update) => {
    const entry = dict.entries.get('Contents');
    const first = asRef(entry) ?? asRef(must(asArrayItems(entry)?.[0], 'content'));
    const stream = asStream(view.resolve(first));
    if (!first || !stream) return false;
    update.put(first, pdfStream(withEntries(stream.dict, { Filter: undefined }), edit(view.decode(stream))));
    return true;
  };
const asArrayItems = (object: Parameters<typeof asRef>[0]) =>
  object?.kind === 'array' ? object.items : undefined;

const newPage: Edit = (target, update) => {
  const root = must(asRef(target.catalog.dict.entries.get('Pages')), 'page tree');
  const dict = pdfDict({
    Type: name('Page'),
    Parent: root,
    Contents: content(update),
    MediaBox: numbers(0, 0, 595, 842),
  });
  push(target, update, root, 'Kids', add(update, dict));
  set(update, root, { Count: pdfNumber(9) });
};

/** Incremental saving: another page under the old signature. */
const pages: Readonly<Record<string, Edit>> = {
  'page: content drawn anew in place': pageContent(() => latin1('BT (Chi 95 trieu dong) Tj ET')),
  'page: content grown in place': pageContent((data) =>
    Buffer.concat([data, latin1('\n1 1 1 rg 0 0 600 850 re f')]),
  ),
  'page: another content': (target, update) => page({ Contents: content(update) })(target, update),
  'page: one more content': (target, update) => {
    const old = must(target.page.dict.entries.get('Contents'), 'content');
    set(update, target.page.ref, { Contents: pdfArray([...(asArrayItems(old) ?? [old]), content(update)]) });
  },
  'page: no content': page({ Contents: undefined }),
  'page: resources taken away': page({ Resources: pdfDict({}) }),
  'page: a font of another name': ({ view, page: { ref, dict } }, update) => {
    const resources = asDict(inheritedOf(view, dict, 'Resources')) ?? pdfDict({});
    const fonts = asDict(view.get(resources, 'Font'));
    const key = [...(fonts?.entries.keys() ?? [])][0];
    if (!fonts || key === undefined) return false;
    const other = pdfDict({ Type: name('Font'), Subtype: name('Type1'), BaseFont: name('Symbol') });
    set(update, ref, { Resources: withEntries(resources, { Font: withEntries(fonts, { [key]: other }) }) });
    return true;
  },
  'page: a font replaced in place': overwritten(isFont, { BaseFont: name('Symbol'), ToUnicode: undefined }),
  'page: a font program replaced in place': overwritten(isFontFile, { DescendantFonts: pdfArray([]) }),
  'page: a picture replaced in place': overwritten(isImage, {}),
  'page: media box moved': page({ MediaBox: numbers(0, 0, 595, 300) }),
  'page: crop box': page({ CropBox: numbers(0, 0, 595, 300) }),
  'page: turned': page({ Rotate: pdfNumber(180) }),
  'page: user unit': page({ UserUnit: pdfNumber(7) }),
  'page: group': page({ Group: pdfDict({ S: name('Transparency'), K: pdfBoolean(true) }) }),
  'page: actions': page({ AA: pdfDict({ O: script() }) }),
  'page: a thumbnail': (target, update) => page({ Thumb: sheet(update) })(target, update),
  'page: a page more': newPage,
  'page: the tree emptied': ({ catalog: { dict } }, update) =>
    set(update, must(asRef(dict.entries.get('Pages')), 'page tree'), {
      Kids: pdfArray([]),
      Count: pdfNumber(0),
    }),
  'page: another tree': (target, update) => {
    const tree = update.reserve();
    const kid = add(
      update,
      pdfDict({
        Type: name('Page'),
        Parent: tree,
        Contents: content(update),
        MediaBox: numbers(0, 0, 595, 842),
      }),
    );
    update.put(tree, pdfDict({ Type: name('Pages'), Kids: pdfArray([kid]), Count: pdfNumber(1) }));
    catalog({ Pages: tree })(target, update);
  },
};

/** Layers, names, actions, forms of other technologies: what makes a document act or look otherwise. */
const catalogs: Readonly<Record<string, Edit>> = {
  'catalogue: layers': catalog({ OCProperties: pdfDict({ OCGs: pdfArray([]), D: pdfDict({}) }) }),
  'catalogue: an action at opening': catalog({ OpenAction: script() }),
  'catalogue: actions': catalog({ AA: pdfDict({ WC: script() }) }),
  'catalogue: scripts by name': catalog({
    Names: pdfDict({ JavaScript: pdfDict({ Names: pdfArray([literal('a'), script()]) }) }),
  }),
  'catalogue: an embedded file': catalog({
    Names: pdfDict({
      EmbeddedFiles: pdfDict({
        Names: pdfArray([literal('a'), pdfDict({ Type: name('Filespec'), F: literal('a.exe') })]),
      }),
    }),
  }),
  'catalogue: an associated file': catalog({
    AF: pdfArray([pdfDict({ Type: name('Filespec'), F: literal('a') })]),
  }),
  'catalogue: outlines with an action': catalog({
    Outlines: pdfDict({ First: pdfDict({ Title: literal('x'), A: script() }), Count: pdfNumber(1) }),
  }),
  'catalogue: a structure tree': catalog({ StructTreeRoot: pdfDict({ Type: name('StructTreeRoot') }) }),
  'catalogue: page labels': catalog({ PageLabels: pdfDict({ Nums: pdfArray([]) }) }),
  'catalogue: viewer preferences': catalog({ ViewerPreferences: pdfDict({ HideToolbar: pdfBoolean(true) }) }),
  'catalogue: a portfolio': catalog({ Collection: pdfDict({}) }),
  'catalogue: permissions': catalog({ Perms: pdfDict({ DocMDP: pdfRef(1) }) }),
  'catalogue: a base address': catalog({ URI: pdfDict({ Base: literal('http://x') }) }),
  'catalogue: requirements': catalog({ Requirements: pdfArray([]) }),
  'catalogue: the form gone': catalog({ AcroForm: undefined }),
  'catalogue: something in the store of validation data': (target, update) =>
    catalog({ DSS: pdfDict({ Certs: pdfArray([]), Page: sheet(update) }) })(target, update),
  'form: another technology': form({ XFA: literal('<xdp/>') }),
  'form: order of calculation': form({ CO: pdfArray([]) }),
  // Where no field has a value there is nothing to draw anew.
  'form: drawn anew by viewers': (target, update) =>
    fieldOfType(target, 'Tx', true) !== undefined &&
    form({ NeedAppearances: pdfBoolean(true), DA: literal('1 1 1 rg /F1 0 Tf') })(target, update),
  'form: emptied': form({ Fields: pdfArray([]) }),
  'form: resources taken away': (target, update) =>
    target.form.entries.has('DR') && form({ DR: undefined })(target, update),
  'form: wild signature flags': form({ SigFlags: pdfNumber(64) }),
};

/** Evil annotations and overlays: over the number, the date, the seal. */
const overlays: Readonly<Record<string, Edit>> = Object.fromEntries(
  [
    'FreeText',
    'Stamp',
    'Square',
    'Ink',
    'Highlight',
    'Popup',
    'Link',
    'FileAttachment',
    'RichMedia',
    'Redact',
    'Watermark',
  ].map((subtype) => [
    `overlay: ${subtype}`,
    annotation({ Subtype: name(subtype), Contents: literal('95') }),
  ]),
);
const moreOverlays: Readonly<Record<string, Edit>> = {
  'overlay: a note that draws nothing': annotation({ Subtype: name('Text'), Contents: literal('x') }, false),
  'overlay: a widget that is no field': annotation({ Subtype: name('Widget') }),
  'overlay: appearance states': (target, update) =>
    annotation(
      { Subtype: name('Stamp'), AS: name('On'), AP: pdfDict({ N: pdfDict({ On: sheet(update) }) }) },
      false,
    )(target, update),
  'overlay: annotations taken away': (target, update) =>
    target.page.dict.entries.has('Annots') && page({ Annots: undefined })(target, update),
  'overlay: annotations in another order': ({ view, page: { ref, dict } }, update) => {
    const items = asArrayItems(view.get(dict, 'Annots'));
    if (!items || items.length < 2) return false;
    set(update, ref, { Annots: pdfArray(items.toReversed()) });
    return true;
  },
};

export const documentAttacks: Readonly<Record<string, Change>> = Object.fromEntries(
  Object.entries({ ...pages, ...catalogs, ...overlays, ...moreOverlays }).map(([key, edit]) => [
    key,
    appended(edit),
  ]),
);

/** What may come after a signature and leave it valid; the control group, without which "nothing passes" would be easy. */
export const permittedChanges: Readonly<Record<string, Change>> = Object.fromEntries(
  Object.entries({
    'permitted: an empty revision': (() => undefined) as Edit,
    'permitted: title and date of the file': ({ view }, update) => {
      const info = asRef(view.trailer.entries.get('Info'));
      if (!info) return false;
      set(update, info, { ModDate: literal("D:20261201000000+07'00'"), Title: literal('x') });
      return true;
    },
    'permitted: metadata': (target, update) =>
      catalog({
        Metadata: add(
          update,
          pdfStream(pdfDict({ Type: name('Metadata'), Subtype: name('XML') }), latin1('<x/>')),
        ),
      })(target, update),
    'permitted: validation data': (target, update) =>
      !target.catalog.dict.entries.has('DSS') &&
      catalog({
        DSS: pdfDict({
          Type: name('DSS'),
          Certs: pdfArray([add(update, pdfStream(pdfDict({}), latin1('x')))]),
        }),
      })(target, update),
    'permitted: a developer extension': catalog({
      Extensions: pdfDict({ ESIC: pdfDict({ ExtensionLevel: pdfNumber(5) }) }),
    }),
    'permitted: a default appearance of the form': form({ DA: literal('/Helv 0 Tf 0 g') }),
    'permitted: an object that nobody names': (_target, update) => void sheet(update),
    'permitted: the page written again as it was': ({ page: { ref, dict } }, update) => update.put(ref, dict),
    'permitted: an empty signature field without place': (target, update) => {
      const field = add(
        update,
        pdfDict({
          ...{ Type: name('Annot'), Subtype: name('Widget'), FT: name('Sig'), T: literal('chuKyThem') },
          ...{ Rect: numbers(0, 0, 0, 0), F: pdfNumber(132), P: target.page.ref },
        }),
      );
      const items = asArrayItems(target.view.get(target.form, 'Fields')) ?? [];
      setForm(target, update, { Fields: pdfArray([...items, field]) });
      push(target, update, target.page.ref, 'Annots', field);
    },
  } satisfies Record<string, Edit>).map(([key, edit]) => [key, appended(edit)]),
);
