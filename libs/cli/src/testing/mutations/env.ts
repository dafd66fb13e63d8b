/** Whether the results of a run are written to the page of the docs. */
export const writesPage = process.env['THROUGHLINE_WRITE_PAGE'] === '1';
