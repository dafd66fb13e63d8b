import { posix } from 'node:path';
import ts from 'typescript';

/** A folder that exists in memory alone, inside of the package so that zod and ts-rest are found from there. */
const FOLDER = new URL('../../in-memory/', import.meta.url).pathname;

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noUnusedLocals: true,
  noImplicitOverride: true,
  noPropertyAccessFromIndexSignature: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  isolatedDeclarations: false,
  skipLibCheck: true,
  noEmit: true,
  types: [],
};

/** Declarations of the language and of zod, parsed once for all checks of a run. */
const PARSED = new Map<string, ts.SourceFile>();

/** What `tsc` under strict says of the files; an empty list is a pass. Paths are relative to a common folder. */
export function typeCheck(files: ReadonlyMap<string, string>): string[] {
  const host = ts.createCompilerHost(OPTIONS);
  const inMemory = new Map([...files].map(([path, text]) => [FOLDER + path, text]));
  const folders = new Set([...inMemory.keys()].map((path) => posix.dirname(path)));
  const disk = { ...host };
  host.fileExists = (path) => inMemory.has(path) || disk.fileExists(path);
  host.readFile = (path) => inMemory.get(path) ?? disk.readFile(path);
  host.directoryExists = (path) =>
    folders.has(path) || path.startsWith(FOLDER) || (disk.directoryExists?.(path) ?? true);
  host.getSourceFile = (path, version, ...rest) => {
    const text = inMemory.get(path);
    if (text !== undefined) return ts.createSourceFile(path, text, version);
    const known = PARSED.get(path) ?? disk.getSourceFile(path, version, ...rest);
    if (known !== undefined) PARSED.set(path, known);
    return known;
  };
  // The generated code is ECMAScript modules wherever it goes.
  inMemory.set(`${FOLDER}package.json`, '{ "type": "module" }');
  const program = ts.createProgram(
    [...inMemory.keys()].filter((path) => path.endsWith('.ts')),
    OPTIONS,
    host,
  );
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const place = diagnostic.file?.fileName.replace(FOLDER, '') ?? '';
    return `${place}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`;
  });
}

/** The files under a folder's name. */
export function inFolder(folder: string, files: ReadonlyMap<string, string>): Map<string, string> {
  return new Map(
    [...files].filter(([path]) => path.endsWith('.ts')).map(([path, text]) => [`${folder}/${path}`, text]),
  );
}

/** What the run time takes on trust, for speed, and what the proof says in its place; `$1` is the class of schemas. */
const PROVEN: readonly { path: string; trusting: RegExp; proving: string }[] = [
  { path: 'runtime/schema.ts', trusting: /make: \(\) => unknown/, proving: 'make: () => Schema<NoInfer<T>>' },
  {
    path: 'runtime/objects.ts',
    trusting: /export function open\(shape: Shape.*\): z\.(\w+)<object, object> \{/,
    proving: `type Whole<Members extends z.core.$ZodLooseShape, Rest extends Record<string, unknown>> = z.$1<
  z.core.$InferObjectOutput<Members, Rest>,
  z.core.$InferObjectOutput<Members, Rest>
>;
export function open<Members extends z.core.$ZodLooseShape>(shape: Members): Whole<Members, Record<string, unknown>>;
export function open<Members extends z.core.$ZodLooseShape, Others extends z.core.$ZodType>(
  shape: Members,
  others: Others,
): Whole<Members, Record<string, z.core.output<Others>>>;
$&`,
  },
  {
    path: 'runtime/objects.ts',
    trusting: /export function closed\(shape: Shape\): z\.\w+<object, object> \{/,
    proving: `export function closed<Members extends z.core.$ZodLooseShape>(shape: Members): Whole<Members, {}>;
$&`,
  },
  {
    path: 'runtime/objects.ts',
    trusting: /export function optional\(member: object\): object \{/,
    proving: `export function optional<Member extends z.core.$ZodType>(member: Member): z.core.$ZodOptional<Member>;
$&`,
  },
  {
    path: 'runtime/arrays.ts',
    trusting: /export function of\(items: object\): z\.(\w+)<unknown\[\], unknown\[\]> \{/,
    proving: `export function of<Items extends z.core.$ZodType>(
  items: Items,
): z.$1<z.core.output<Items>[], z.core.output<Items>[]>;
$&`,
  },
];

/**
 * The same code with every schema held against its declared type. A type error here is a disagreement between the printers of types and
 * of schemas.
 */
export function withProof(files: ReadonlyMap<string, string>): Map<string, string> {
  const result = new Map(files);
  for (const { path, trusting, proving } of PROVEN) {
    const text = result.get(path);
    if (text === undefined) continue;
    if (!trusting.test(text)) throw new Error(`${path} has another form than this proof expects`);
    result.set(path, text.replace(trusting, proving));
  }
  return result;
}
