import fc from 'fast-check';
import { zipSync } from 'fflate';
import { lengthsMax } from '../../src/shared/edxml/layout.ts';
import {
  businessTypes,
  type Edoc,
  type EdxmlStatus,
  type Extra,
  receiverChanges,
  statusCodes,
} from '../../src/shared/edxml/message.ts';
import { type EdxmlPackage, NAMESPACE } from '../../src/shared/edxml/package.ts';
import type { RawElement } from '../../src/shared/edxml/raw-element.ts';
import { say } from '../../src/shared/words/vi.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: what XML forbids, and the mark for lost bytes.
const unfit = /[\u0000-\u001f\ufffd-\uffff]/g;

/** Text as a header can hold it: what XML forbids and what reading trims is not in it. */
const text = (max: number) =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .map((found) =>
      Array.from(found.normalize('NFC').replace(unfit, ''))
        .slice(0, max >> 1)
        .join('')
        .trim()
        .normalize('NFC'),
    )
    .filter((found) => found !== '' && found !== 'null' && found.length <= max);

const optional = <T extends Record<string, fc.Arbitrary<unknown>>>(fields: T) =>
  fc.record(fields, { requiredKeys: [] }) as unknown as fc.Arbitrary<{
    [Key in keyof T]?: T[Key] extends fc.Arbitrary<infer V> ? V : never;
  }>;
const both = <A extends object, B extends object>(
  a: fc.Arbitrary<A>,
  b: fc.Arbitrary<B>,
): fc.Arbitrary<A & B> => fc.tuple(a, b).map(([one, other]) => ({ ...one, ...other }));

const day = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const second = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 19)}.000Z`);
const count = fc.nat(9999);
const some = { minLength: 1, maxLength: 3 } as const;
const organId = text(lengthsMax.organId);
const documentId = text(lengthsMax.documentId);
const other = text(lengthsMax.other);

const organ = both(
  fc.record({ organId, organName: text(lengthsMax.organName) }),
  optional({
    ...{ organizationInCharge: other, organAdd: other, email: text(100) },
    ...{ telephone: text(20), fax: text(20), website: text(100) },
  }),
);
const staff = both(
  fc.record({ department: other, staff: other }),
  optional({ departmentId: organId, staffId: organId, email: text(100), mobile: text(20) }),
);
const reference = both(
  fc.record({ organId, code: text(42), documentId }),
  optional({ promulgationDate: day }),
);

const business = both(
  fc.record({ type: fc.constantFrom(...businessTypes), staff }),
  optional({
    ...{ reason: other, changesDocument: fc.boolean(), changesReceivers: fc.boolean() },
    receivers: fc.array(fc.record({ organId, change: fc.constantFrom(...receiverChanges) }), some),
    ...{ documentId, paper: fc.boolean() },
    replacements: fc.array(fc.record({ documentId, organIds: fc.array(organId, { maxLength: 3 }) }), some),
  }),
);

const local = fc.stringMatching(/^[A-Z][a-z]{0,7}X$/);
const attribute = fc.record({
  namespace: fc.constantFrom('', 'urn:vendor', 'http://www.w3.org/XML/1998/namespace'),
  local,
  value: fc
    .tuple(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.constantFrom('', '\r\n', '\t'))
    .map(([found, space]) => found.replace(unfit, '') + space),
});
const namespace = fc.constantFrom(NAMESPACE, 'urn:vendor', '');
const leaf: fc.Arbitrary<RawElement> = fc.record({
  ...{ namespace, local },
  attributes: fc.uniqueArray(attribute, {
    maxLength: 2,
    selector: (each) => `${each.namespace} ${each.local}`,
  }),
  children: text(40).map((found) => [found]),
});
const nested: fc.Arbitrary<RawElement> = fc
  .tuple(leaf, fc.array(leaf, { maxLength: 2 }))
  .map(([outer, inner]) => ({ ...outer, children: [...outer.children, ...inner] }));

const extra = (places: readonly string[]): fc.Arbitrary<{ extra?: readonly Extra[] }> =>
  fc
    .uniqueArray(fc.record({ under: fc.constantFrom(...places), element: nested }), {
      maxLength: 3,
      selector: ({ under }) => under,
    })
    .map((found) => (found.length === 0 ? {} : { extra: found }));

const anyEdoc: fc.Arbitrary<Edoc> = both(
  both(
    fc.record({
      from: organ,
      to: fc.array(organ, some),
      ...{ documentId, codeNumber: text(11), codeNotation: text(30), place: text(50) },
      ...{ promulgationDate: day, typeName: text(100), subject: text(500) },
      signer: fc.record({ competence: text(100), position: text(100), fullName: text(50) }),
      priority: fc.nat(4),
      toPlaces: fc.array(text(150), { maxLength: 3 }),
      traces: fc.array(fc.record({ organId, timestamp: second }), { maxLength: 3 }),
      business,
    }),
    optional({
      ...{ type: text(10), typeDetail: text(10), content: text(500), dueDate: day, sphere: text(100) },
      ...{ typerNotation: text(10), promulgationAmount: count, pageAmount: count, direction: fc.boolean() },
      appendixes: fc.array(text(100), some),
      responseFor: fc.array(reference, some),
      ...{ steeringType: text(10), responseForTask: fc.array(other, some), applicationType: text(10) },
    }),
  ),
  extra([
    ...['MessageHeader', 'From', 'To[1]', 'Code', 'OtherInfo', 'TraceHeaderList', 'edXMLHeader'],
    ...['TraceHeaderList/Bussiness/StaffInfo', 'edXMLEnvelope', 'edXMLBody', 'edXML'],
  ]),
);

/** A status of any code, as its writer gives it. */
export const anyStatus: fc.Arbitrary<EdxmlStatus> = both(
  both(
    fc.record({
      ...{ from: organ, responseFor: reference, staff },
      status: fc.constantFrom(...statusCodes),
      timestamp: second,
    }),
    optional({ description: other }),
  ),
  extra(['MessageHeader', 'From', 'ResponseFor', 'edXMLHeader', 'edXMLEnvelope', 'edXML']),
);

const pdf = fc
  .uint8Array({ maxLength: 200 })
  .map((bytes) =>
    Buffer.concat([Buffer.from('%PDF-1.7\n%\xe2\xe3\n', 'latin1'), bytes, Buffer.from('\n%%EOF\n')]),
  );
const file = fc
  .record({
    ...{ name: text(40), description: text(40), content: pdf, isZipped: fc.boolean() },
  })
  .map(({ name, description, content, isZipped }) => ({
    given: {
      name: `${name}.pdf`,
      ...{ description, contentType: 'application/pdf' },
      bytes: isZipped ? zipSync({ 'a.pdf': content }) : content,
    },
    // What the receiver is to find.
    found: {
      name: `${name}.pdf`,
      description,
      contentType: 'application/pdf',
      bytes: new Uint8Array(content),
    },
  }));

/** A document message of any kind with its files, zipped or not, and what its reader is to find. */
export const anyPackage: fc.Arbitrary<{ given: EdxmlPackage; found: EdxmlPackage }> = fc
  .tuple(anyEdoc, fc.array(file, some))
  .map(([edoc, files]) => ({
    given: { ...edoc, files: files.map(({ given }) => given) },
    found: { ...asRead(edoc), files: files.map(({ found }) => found) },
  }));

/** With what the writer fills in. */
export const asRead = (edoc: Edoc): Edoc => ({
  ...{ type: '1', typeDetail: '0', content: edoc.subject, promulgationAmount: 1 },
  ...{ direction: false, steeringType: '1' },
  ...edoc,
  business: { reason: say(`edxml.business.${edoc.business.type}`), paper: false, ...edoc.business },
});
