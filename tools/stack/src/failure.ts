/** A failure that the person at the terminal can mend: its message is one line that says how. It is shown without a stack. */
export class Failure extends Error {
  override name = 'Failure';
}
