import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html, type Html } from '../../../../server/platform/html.ts';

/** The formatter may reformat the markup of this file, so white space around tags is ignored. */
const packed = ({ text }: Html): string => text.replaceAll(/\s*\n\s*/g, '');

test('every value is escaped, also inside attributes', () => {
  const evil = `"><b>'x'</b>&`;
  assert.equal(packed(html`<i title="${evil}"></i>`), '<i title="&quot;&gt;&lt;b&gt;&#39;x&#39;&lt;/b&gt;&amp;"></i>');
  assert.equal(packed(html`<i>${evil}</i>`), '<i>&quot;&gt;&lt;b&gt;&#39;x&#39;&lt;/b&gt;&amp;</i>');
});

test('markup stays markup, lists are joined, and false and undefined render nothing', () => {
  const items = ['a', '<b>'].map((item) => html`<i>${item}</i>`);
  assert.equal(packed(html`<p>${items}${false}${undefined}${0}</p>`), '<p><i>a</i><i>&lt;b&gt;</i>0</p>');
});
