import type { NamedDocument } from '../config/load-config.ts';
import type { Contract } from '../contract/contract.ts';
import { describeContract } from '../contract/describe-contract.ts';
import { parseDocument } from '../document/parse-document.ts';
import { readSource } from '../document/read-source.ts';
import { Refusal } from '../document/refusal.ts';
import { buildModel } from '../model/contract-model.ts';
import { readManifest } from '../output/manifest.ts';

/**
 * The contract that a document is compared with: of a manifest that this program wrote, or of another document.
 * @throws {Refusal} when there is none.
 */
export async function readBase(
  source: string,
  document: NamedDocument,
  options: { waitMs: number; timeoutMs: number },
): Promise<Contract> {
  const text = await readSource(source, options);
  const manifest = readManifest(text);
  if (manifest === null) return describeContract(buildModel(parseDocument(text, source), document.formats ?? {}));
  if (manifest.contract === null)
    throw new Refusal(`${source} is a manifest of another form: compare with the document of that time instead.`);
  return manifest.contract;
}
