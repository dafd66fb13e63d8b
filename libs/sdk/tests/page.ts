import { Window } from 'happy-dom';

// React looks for a page when it is imported: this module comes before it. Node's own `fetch` stays.
const window = new Window({ url: 'http://page.example/' });
Object.assign(globalThis, { window, document: window.document, navigator: window.navigator });
