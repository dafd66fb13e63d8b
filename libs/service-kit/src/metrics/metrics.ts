type Labels = Readonly<Record<string, string>>;

interface Metric {
  help: string;
  type: 'counter' | 'gauge';
  values: Map<string, number>;
  read: (() => number) | undefined;
}

/**
 * Counters and gauges in Prometheus' text form (exposition format 0.0.4). Kept here because the usual client has had no
 * release since 2024, and these two kinds are all that the services need.
 */
export class Metrics {
  readonly #metrics = new Map<string, Metric>();

  /** @returns a function that adds to the counter, 1 unless told otherwise */
  counter(name: string, help: string): (labels?: Labels, amount?: number) => void {
    const { values } = this.#add(name, { help, type: 'counter', values: new Map(), read: undefined });
    return (labels = {}, amount = 1) => {
      const key = labelText(labels);
      values.set(key, (values.get(key) ?? 0) + amount);
    };
  }

  /** A value that is looked up when it is asked for. */
  gauge(name: string, help: string, read: () => number): void {
    this.#add(name, { help, type: 'gauge', values: new Map(), read });
  }

  text(): string {
    return [...this.#metrics]
      .map(([name, metric]) => `# HELP ${name} ${metric.help}\n# TYPE ${name} ${metric.type}\n${lines(name, metric)}`)
      .join('');
  }

  #add(name: string, metric: Metric): Metric {
    if (this.#metrics.has(name)) throw new TypeError(`The metric ${name} exists already.`);
    this.#metrics.set(name, metric);
    return metric;
  }
}

function lines(name: string, { values, read, type }: Metric): string {
  if (read !== undefined) return `${name} ${read()}\n`;
  if (values.size === 0 && type === 'counter') return `${name} 0\n`;
  return [...values].map(([labels, value]) => `${name}${labels} ${value}\n`).join('');
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${value.replaceAll(/[\\"\n]/g, (sign) => (sign === '\n' ? '\\n' : `\\${sign}`))}"`,
  );
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}
