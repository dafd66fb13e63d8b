/** The first stop of the keyboard on every page. */
export function SkipLink() {
  return (
    <a
      href="#content"
      className="fixed top-2 left-2 z-50 -translate-y-16 rounded-sm bg-raised px-3 py-2 text-sm font-medium focus:translate-y-0 focus:shadow-pop"
    >
      Skip to content
    </a>
  );
}
