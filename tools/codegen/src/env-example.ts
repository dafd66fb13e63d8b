import type { Variable } from './environment.ts';

const widthOfComments = 120;

/** `shared-config/env.example`: every variable with what it is for; what has a default or is not needed is commented out. */
export function envExample(variables: readonly Variable[]): string {
  const blocks = variables.map((variable) => {
    const { name, about, readers, requiredBy, secret = false } = variable;
    const who = `Read by ${readers.join(', ')}; ${requiredBy.length === 0 ? 'optional' : `required by ${requiredBy.join(', ')}`}.`;
    const comment = `${about} ${who}${secret ? ' Secret.' : ''}`;
    return [...wrapped(comment), `${requiredBy.length === 0 ? '# ' : ''}${name}=${valueOf(variable)}`, ''].join('\n');
  });
  const head = [
    '# Every setting of every process. `npm start` and deploy/make-env.sh make what is needed by themselves.',
    '# Generated from shared-config/environment.json by `nx run codegen:generate`; do not edit.',
    '',
  ];
  return [...head, ...blocks].join('\n');
}

/** A secret is nobody's example, unless it is an address that shows where the password stands. */
function valueOf({ default: value, example }: Variable): string {
  return value ?? example ?? '';
}

function wrapped(text: string): string[] {
  const lines = ['#'];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last.length + 1 + word.length > widthOfComments) lines.push(`# ${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
