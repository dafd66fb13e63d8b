/** `/api/projects/{id}/` becomes `/api/projects/:id/`, the form of ts-rest. */
export function contractPath(path: string): string {
  return path.replace(/\{([^{}]+)\}/g, ':$1');
}

/**
 * The document's own form of a path that the colon form cannot say: a parameter that is only a part of its segment, or a colon that is
 * meant as one. Null when the colon form is enough.
 */
export function pathTemplate(path: string): string | null {
  const plain = path.split('/').every((segment) => /^\{[^{}?:]+\}$/.test(segment) || !/[{}:?]/.test(segment));
  return plain ? null : path;
}
