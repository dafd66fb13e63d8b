export interface ChartGroup {
  title: string;
  bars: { label: string; value: number }[];
}

const rowHeight = 22;
const labelWidth = 270;
const barWidth = 420;

/** Horizontal bars, each group to its own scale, as SVG for a light or dark page. */
export function chart(title: string, unit: string, groups: readonly ChartGroup[]): string {
  let y = 34;
  const parts: string[] = [text(8, 20, title, 'bold')];
  for (const group of groups) {
    y += 12;
    parts.push(text(8, y + 12, group.title, 'bold'));
    y += rowHeight;
    const most = Math.max(...group.bars.map(({ value }) => value));
    for (const { label, value } of group.bars) {
      const width = Math.max(2, (value / most) * barWidth);
      parts.push(text(8, y + 12, label));
      parts.push(
        `<rect x="${labelWidth}" y="${y}" width="${width.toFixed(1)}" height="16" fill="${label.startsWith('throughline') ? '#2f6f4f' : '#9aa5a0'}"/>`,
      );
      parts.push(text(labelWidth + width + 6, y + 12, `${value.toFixed(2)} ${unit}`));
      y += rowHeight;
    }
  }
  const width = labelWidth + barWidth + 90;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y + 8}" width="${width}" font-family="system-ui, sans-serif" font-size="13">
<rect width="100%" height="100%" fill="#ffffff"/>
${parts.join('\n')}
</svg>
`;
}

function text(x: number, y: number, content: string, weight = 'normal'): string {
  const escaped = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x.toFixed(1)}" y="${y}" fill="#1c2420" font-weight="${weight}">${escaped}</text>`;
}
