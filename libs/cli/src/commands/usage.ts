export const USAGE = `throughline: TypeScript from an OpenAPI document

  throughline init [<file or address>]         ask what is needed and write throughline.config.ts
  throughline sync                             bring the generated code of throughline.config.ts up to date
  throughline sync <file or address> --out <folder>
  throughline check                            is the generated code what the documents give, and every breaking change
                                               announced? (exit code 1: no)
  throughline watch                            sync now and whenever a document changes, until Ctrl-C
  throughline explain <pointer>                what became of a part of the document, and why:
                                               throughline explain '#/components/schemas/Task/properties/due_date'

  --config <file>        another configuration
  --only <name>          one document of the configuration
  --zod mini|classic     import zod/mini (usual) or zod
  --import-extension .js|.ts|none
  --unresolved-references refuse|any
                         any: where a reference leads nowhere, take any value and say so (usual: refuse the document)
  --header "Name: text"  ask an address with this header; may be repeated
  --wait <seconds>       keep trying an address that does not answer yet (usual: 10)
  --timeout <seconds>    how long an address may take to send all of the document (usual: 30)
  --against <source>     check: the manifest.json, or the document, of the last release
  --changes <file>       check: where breaking changes are announced (usual: throughline.changes.md)
  --yes                  init: ask nothing, take what the command line says and what is found
  --json                 sync, check, explain: print one JSON object
  --verbose              list everything

Exit codes: 0 done, 1 drift or an unannounced breaking change found by check, 2 refused (nothing was changed),
3 a fault of this program.`;
