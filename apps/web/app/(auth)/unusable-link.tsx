import { ButtonLink } from '../../components/ui/button-link.tsx';

/** For a page that a mail leads to, opened without what stands in the mail's link. */
export function UnusableLink({ href, label }: { href: string; label: string }) {
  return (
    <>
      <h1 className="mb-1 text-xl">This link is not whole</h1>
      <p className="mb-5 text-sm text-ink-2">Open it from the mail again, or copy all of it into the address bar.</p>
      <ButtonLink href={href}>{label}</ButtonLink>
    </>
  );
}
