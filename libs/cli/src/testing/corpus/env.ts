/** The folder with real documents; undefined when none is given. */
export const corpusFolder = process.env['THROUGHLINE_CORPUS'];
