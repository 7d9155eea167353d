import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooser, choicesIn, saveChoices } from '../../src/state/choices.ts';
import { preferencesKey, type TextStore } from '../../src/state/preferences.ts';
import { savePreferences } from '../../src/state/save-preferences.ts';

function storeWith(text: string | null = null): TextStore {
  const held = new Map(text === null ? [] : [[preferencesKey, text]]);
  return { getItem: (key) => held.get(key) ?? null, setItem: (key, value) => void held.set(key, value), removeItem: (key) => void held.delete(key) };
}

const ann = { backend: 'b', id: 'ann', name: 'Ann' };
const none = { language: null, theme: 'auto' };

describe('what a member chose', () => {
  it('holds while they are signed in on this device, and for nobody else', () => {
    const texts = storeWith();
    saveChoices(texts, 'ann', { language: 'ku', theme: 'dark' });
    assert.deepEqual(choicesIn(texts), none);
    savePreferences(texts, { member: ann });
    assert.deepEqual(choicesIn(texts), { language: 'ku', theme: 'dark' });
    assert.deepEqual(chooser(texts), { member: 'ann', isKnown: true });
    savePreferences(texts, { member: { ...ann, id: 'bob' } });
    assert.deepEqual([choicesIn(texts), chooser(texts)], [none, { member: 'bob', isKnown: false }]);
    savePreferences(texts, { member: undefined });
    assert.deepEqual([choicesIn(texts), chooser(texts).member], [none, null]);
  });

  it('is nothing where storage is refused or holds something else', () => {
    assert.deepEqual(choicesIn(null), none);
    for (const text of ['no JSON', 'null', '{"member":7,"choices":7}', '{"member":{"id":"ann"},"choices":{"member":"ann","language":7,"theme":"pink"}}']) {
      assert.deepEqual(choicesIn(storeWith(text)), none, text);
    }
  });
});
