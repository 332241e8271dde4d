import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pdfArray, pdfDict, pdfName, pdfNumber } from '../../src/signatures/pdf/objects.ts';
import { testPki } from '../support/pki.ts';
import { edited, filled, labDocument, OBJECT, setKeys, signedIn } from '../support/signed-lab.ts';
import { signedPaper } from '../support/signed-papers.ts';

/** A file that inputs are made of. */
export type Base = { readonly name: string; readonly bytes: Uint8Array; readonly weight: number };

const corpus = fileURLToPath(new URL('../../../shared/corpus/pdf/', import.meta.url));
/** Larger ones of the corpus cost more time than they teach. */
const CORPUS_BYTES_MAX = 200_000;

/** Signed files of every kind that we make, small ones oftenest, and the corpus where it lies beside the project. */
export async function fuzzBases(): Promise<{ readonly bases: readonly Base[]; readonly anchor: Uint8Array }> {
  const pki = await testPki();
  const bases: Base[] = [];
  for (const kind of ['table', 'stream'] as const) {
    const lab = labDocument(kind);
    const signed = signedIn(lab, OBJECT.leader, pki.leader);
    const sealed = signedIn(signed, OBJECT.seal, pki.agency, { edit: filled(OBJECT.number, '15') });
    const extended = edited(sealed, setKeys(OBJECT.catalog, { DSS: pdfDict({ Type: pdfName('DSS') }) }));
    const method = pdfDict({
      TransformMethod: pdfName('DocMDP'),
      TransformParams: pdfDict({ P: pdfNumber(2) }),
    });
    const certified = signedIn(lab, OBJECT.leader, pki.leader, { dict: { Reference: pdfArray([method]) } });
    const paper = await signedPaper(pki, kind);
    bases.push(
      { name: `${kind}: signed`, bytes: signed, weight: 20 },
      { name: `${kind}: sealed`, bytes: sealed, weight: 20 },
      { name: `${kind}: extended`, bytes: extended, weight: 10 },
      { name: `${kind}: certified`, bytes: certified, weight: 10 },
      { name: `${kind}: paper by the leader`, bytes: paper.byLeader, weight: 4 },
      { name: `${kind}: sealed paper`, bytes: paper.sealed, weight: 4 },
    );
  }
  const names = existsSync(corpus) ? readdirSync(corpus).filter((name) => name.endsWith('.pdf')) : [];
  for (const name of names) {
    const bytes = readFileSync(corpus + name);
    if (bytes.length <= CORPUS_BYTES_MAX) bases.push({ name, bytes, weight: 0.5 });
  }
  return { bases, anchor: pki.anchor };
}
