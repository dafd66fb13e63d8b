export interface QrCode {
  /** Modules in a row, with the quiet zone. */
  size: number;
  /** The dark ones. */
  path: string;
}

/** Dark on light in every theme: cameras do not read it the other way round. */
export function QrImage({ code, label }: { code: QrCode; label: string }) {
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${code.size} ${code.size}`}
      shapeRendering="crispEdges"
      className="size-48 rounded-sm border"
    >
      <path fill="#fff" d={`M0 0h${code.size}v${code.size}H0z`} />
      <path fill="#000" d={code.path} />
    </svg>
  );
}
