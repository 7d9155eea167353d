import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Crop } from '../../src/state/crop.ts';

const place = ({ left, top, side }: Crop) => [left, top, side].map((value) => Math.round(value * 100) / 100);

describe('the square of a picture', () => {
  it('is as large as it can be, in the middle', () => {
    assert.deepEqual(place(new Crop(800, 400)), [200, 0, 400]);
    assert.deepEqual(place(new Crop(300, 900)), [0, 300, 300]);
  });

  it('never leaves the picture', () => {
    const crop = new Crop(800, 400);
    crop.move(9, 9);
    assert.deepEqual(place(crop), [400, 0, 400]);
    crop.zoomTo(4);
    crop.move(-99, -99);
    assert.deepEqual(place(crop), [0, 0, 100]);
    crop.move(99, 99);
    crop.zoomTo(1);
    assert.deepEqual(place(crop), [400, 0, 400]);
  });

  it('keeps the point that was meant where it is seen', () => {
    const crop = new Crop(800, 400);
    crop.zoomTo(2, { x: 0, y: 1 });
    assert.deepEqual(place(crop), [200, 200, 200]);
    crop.zoomTo(1, { x: 0, y: 1 });
    assert.deepEqual(place(crop), [200, 0, 400]);
    crop.zoomTo(2, { x: 1, y: 0 });
    assert.deepEqual(place(crop), [400, 0, 200]);
  });

  it('comes no nearer than there are pixels', () => {
    assert.equal(new Crop(5000, 4000).mostZoom, 8);
    assert.equal(new Crop(128, 400).mostZoom, 2);
    const small = new Crop(20, 30);
    small.zoomTo(3);
    assert.deepEqual(place(small), [0, 5, 20]);
  });

  it('follows the keys that mean something, and no others', () => {
    const crop = new Crop(800, 400);
    assert.deepEqual(['ArrowRight', 'ArrowUp', '+', '-', '='].map((key) => crop.press(key, false)), [true, true, true, true, true]);
    assert.deepEqual(['Tab', 'Enter', 'a', 'constructor'].map((key) => crop.press(key, false)), [false, false, false, false]);
    const near = new Crop(800, 400);
    near.press('ArrowLeft', true);
    assert.deepEqual(place(near), [0, 0, 400]);
  });
});
