import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadPreferences, preferencesKey, type TextStore } from '../../src/state/preferences.ts';
import { savePreferences } from '../../src/state/save-preferences.ts';

function storeWith(text: string | null = null): TextStore & { text: string | null } {
  return {
    text,
    getItem(key) {
      return key === preferencesKey ? this.text : null;
    },
    setItem(key, value) {
      assert.equal(key, preferencesKey);
      this.text = value;
    },
    removeItem: () => assert.fail('nothing removes a choice'),
  };
}

const refuses = (): never => {
  throw new DOMException('blocked', 'SecurityError');
};
const refusing: TextStore = { getItem: refuses, setItem: refuses, removeItem: refuses };

describe('preferences', () => {
  it('come back as they were saved, each beside the others', () => {
    const store = storeWith();
    savePreferences(store, { sort: 'newest' });
    savePreferences(store, { size: 50 });
    savePreferences(store, { unsent: true });
    assert.deepEqual(loadPreferences(store), { sort: 'newest', size: 50, unsent: true });
    savePreferences(store, { sort: 'oldest', unsent: false });
    assert.deepEqual(loadPreferences(store), { sort: 'oldest', size: 50, unsent: false });
  });

  it('are none where nothing was saved, storage is refused or there is none', () => {
    for (const store of [storeWith(), refusing, null]) assert.deepEqual({ ...loadPreferences(store) }, {});
  });

  for (const text of ['', 'no JSON', '{', 'null', '7', '"text"', 'true']) {
    it(`are none where another script left ${JSON.stringify(text)}, and can be saved all the same`, () => {
      const store = storeWith(text);
      assert.equal(loadPreferences(store).sort, undefined);
      assert.equal(loadPreferences(store).size, undefined);
      savePreferences(store, { size: 10 });
      assert.equal(loadPreferences(store).size, 10);
    });
  }

  it('do not throw where they cannot be saved', () => {
    assert.doesNotThrow(() => savePreferences(refusing, { size: 10 }));
    assert.doesNotThrow(() => savePreferences(null, { size: 10 }));
    const full: TextStore = { ...storeWith(), setItem: refuses };
    assert.doesNotThrow(() => savePreferences(full, { size: 10 }));
  });
});
