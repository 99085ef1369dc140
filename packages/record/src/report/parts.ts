import { html } from './html.js';
import type { Html, Part } from './html.js';

/** Names and values beside each other; what is null is left out. */
export const facts = (rows: readonly (readonly [name: string, value: Part])[]): Html =>
  html`<dl class="facts">
    ${rows.flatMap(([name, value]) =>
      value === null
        ? []
        : html`<dt>${name}</dt>
            <dd>${value}</dd>`,
    )}
  </dl>`;

/** A table; a column whose name begins with "#" holds figures. */
export const table = (columns: readonly string[], rows: readonly (readonly Part[])[]): Html => {
  const isFigure = (index: number): boolean => columns[index]!.startsWith('#');
  const kind = (index: number): Html => (isFigure(index) ? html` class="n"` : html``);
  return html`<table>
    <thead>
      <tr>
        ${columns.map((column, index) => html`<th${kind(index)}>${column.replace(/^#/, '')}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${row.map((cell, index) => html`<td${kind(index)}>${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
};

export const list = (items: readonly Part[]): Html =>
  html`<ul>
    ${items.map((item) => html`<li>${item}</li>`)}
  </ul>`;

export const section = (title: string, body: readonly Part[]): Html =>
  html`<section>
    <h2>${title}</h2>
    ${body}
  </section>`;

/** Words with spaces between, the first letter large. */
export const words = (code: string): string => {
  const text = code.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
};

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e6 ? 3 : 1)} MB`;
export const hash = (sha256: string | null): Part => (sha256 === null ? 'unknown' : html`<code>${sha256}</code>`);
