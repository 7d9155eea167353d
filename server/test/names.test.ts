import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Names } from '../src/services/members/names.ts';

const site = 'https://www.news.example';
const names = new Names(['Redaksiyona Botanê']);

test('people’s names are taken, in whatever script they are written', () => {
  const taken = [
    'Zîn', 'Hêja Çiya', 'Ûsif Şêr', 'ئەحمەدی خانی', 'مەم و زین', 'علی‌رضا', 'محمد بن سلمان', 'Иван Петров', 'Ελένη', 'משה כהן', 'Գարեգին', 'ნინო', 'नरेंद्र मोदी', 'রবীন্দ্রনাথ', 'தமிழ்', 'ಕನ್ನಡ', 'മലയാളം', 'สมชาย',
    '山田太郎', 'やまだ タロウ', '山田Taro', '김철수', '김Chul', '王小明', 'ㄅㄆ小明', 'O’Brien', "D'Arcy", 'Jean-Luc', 'Müller', 'Łukasz', 'Nguyễn Văn', 'Þór', '🙂', '🙂 Mem', '3PO', 'x', 'Hêja عەلی', 'Иван Ivanov', 'ⵜⴰⵎⴰⵣⵉⵖⵜ', 'ߒߞߏ', 'ᏣᎳᎩ', 'Modesty', 'Teamkiller',
  ];
  for (const name of taken) assert.equal(names.faultOf(site, name), null, name);
});

test('a word of letters that look alike from two scripts is refused', () => {
  for (const name of ['Pаul', 'Ζin', 'Аnna', 'Mоderator', 'pаypаl', 'Gοοgle', 'Cher Ꭺdmin', 'ТеamТ', 'Ivаn Петров']) assert.equal(names.faultOf(site, name), 'characters', name);
});

test('nobody is called what the house is called, however it is written', () => {
  const reserved = [
    'Admin', 'ADMIN', 'admın', 'ádmin', 'A d m i n', 'a.d.m.i.n', 'Ａｄｍｉｎ', '𝐀𝐝𝐦𝐢𝐧', 'The Admin', 'Admin-Zîn', 'moderator', 'Moderatör', 'Site Moderator', 'yönetici', 'Rêveber', 'مشرف', 'بەڕێوەبەر',
    'Staff', 'editor', 'Official', 'support', 'root', 'Guest', 'Former member', 'Diwan', 'dîwan', 'news.example', 'www.news.example', 'NEWS example', 'Redaksiyona Botanê', 'redaksiyona-botanê',
  ];
  for (const name of reserved) assert.equal(names.faultOf(site, name), 'taken', name);
  assert.equal(names.faultOf('https://blog.example', 'news.example'), null);
});

test('what no guest’s name may hold, no member’s may', () => {
  for (const [name, fault] of [['', 'required'], [' ', 'required'], ['a\u202eb', 'characters'], ['\u200b', 'characters'], ['a\nb', 'characters'], ['\uD800', 'characters'], ['x'.repeat(81), 'too-long']] as const) {
    assert.equal(names.faultOf(site, name), fault, JSON.stringify(name));
  }
});
