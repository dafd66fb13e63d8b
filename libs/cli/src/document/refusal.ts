/** A document or command that cannot be worked with. The message is one line that says what to do; exit code 2. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
