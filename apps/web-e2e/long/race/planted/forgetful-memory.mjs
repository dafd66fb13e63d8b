// Planted, to see the race caught: a web server that forgets each renewal at once, so that nobody shares one.
class Forgetful extends Map {
  /** @returns {this} */
  set() {
    return this;
  }
}

Reflect.set(globalThis, Symbol.for('throughline.next.renewals'), new Forgetful());
