import type { Messages } from '../messages.ts';
import { arabicIndic, grouped } from '../numerals.ts';
import { writtenDates } from '../written-dates.ts';

const number = (value: number) => arabicIndic(grouped(value, '٬'));

const units = { minute: 'خولەک', hour: 'کاتژمێر', day: 'ڕۆژ', month: 'مانگ', year: 'ساڵ' } as const;

const closed = 'لێدوان لەسەر ئەم وتارە داخراوە.';
const offline = 'هێڵی ئینتەرنێت نییە.';

/** Sorani (Central Kurdish), in the Arabic script with its Kurdish letters and Arabic-Indic digits. */
export const messages: Messages = {
  lang: 'ckb',
  dir: 'rtl',
  number,
  ...writtenDates({
    now: 'ئێستا',
    ago: (value, unit) => `پێش ${value === 1 ? `${units[unit]}ێک` : `${number(value)} ${units[unit]}`}`,
    months: [
      'کانوونی دووەم',
      'شوبات',
      'ئازار',
      'نیسان',
      'ئایار',
      'حوزەیران',
      'تەمموز',
      'ئاب',
      'ئەیلوول',
      'تشرینی یەکەم',
      'تشرینی دووەم',
      'کانوونی یەکەم',
    ],
    exact: (day, month, year, time) => arabicIndic(`${day}ی ${month}ی ${year}، ${time}`),
  }),

  heading: (total) => (total === null ? 'لێدوانەکان' : `${number(total)} لێدوان`),
  sort: 'ڕیزکردن',
  oldest: 'کۆنترین لە پێشەوە',
  newest: 'نوێترین لە پێشەوە',

  loading: 'لێدوانەکان بار دەکرێن',
  empty: 'هێشتا هیچ لێدوانێک نییە.',
  emptyHint: 'یەکەم لێدوان ئێوە بنووسن.',
  closed,
  loadFailed: 'نەتوانرا لێدوانەکان بار بکرێن.',
  loadOffline: `${offline} کاتێک گەڕایەوە، لێدوانەکان دەردەکەون.`,
  retry: 'دووبارە هەوڵ بدەنەوە',
  formMissing: 'فۆڕمەکە بار نەکرا.',
  newer: (count) => (count === 1 ? 'لێدوانێکی نوێ' : `${number(count)} لێدوانی نوێ`),

  guest: 'میوان',
  former: 'ئەندامی پێشوو',
  held: 'چاوەڕێی پەسەندکردنە. تەنها ئێوە دەیبینن.',
  accepted: 'وەرگیرا. لەوانەیە ماوەیەکی پێ بچێت تا هەمووان بیبینن.',
  removed: 'ئەم لێدوانە لابراوە.',
  edited: 'دەستکاری کراوە',

  pages: 'لاپەڕەکانی لێدوان',
  first: 'لاپەڕەی یەکەم',
  previous: 'لاپەڕەی پێشوو',
  next: 'لاپەڕەی دواتر',
  last: 'لاپەڕەی کۆتایی',
  page: (n) => `لاپەڕەی ${number(n)}`,
  pageOf: (n, count) => `لاپەڕەی ${number(n)} لە ${number(count)}`,
  pageSize: 'ژمارەی لێدوان لە هەر لاپەڕەیەکدا',

  guestForm: 'وەک میوان لێدوان بنووسن',
  signIn: 'چوونەژوورەوە',
  benefit: 'ئەندامان ناو و وێنە و هەموو لێدوانەکانیان بۆ خۆیان دەمێنێتەوە.',
  memberForm: (name) => `وەک ${name} لێدوان بنووسن`,

  name: 'ناو',
  email: 'ئیمەیڵ',
  emailNote: 'هەرگیز بە ئاشکرا پیشان نادرێت.',
  text: 'لێدوانەکەتان',
  optional: '(ئارەزوومەندانە)',
  remember: 'ناو و ئیمەیڵەکەم لەم ئامێرەدا بپارێزە',
  rememberNote: 'لەم ئامێرەدا پارێزراون.',
  forget: 'بیانسڕەوە',
  forgotten: 'ناو و ئیمەیڵەکەتان چیتر لەم ئامێرەدا ناپارێزرێن.',
  submit: 'لێدوانەکە بنێرن',
  left: (count) => `${number(count)} پیت ماوە`,
  over: (count) => `${number(count)} پیت زیادە`,

  draftRestored: 'ئەوەی دەتاننووسی، بۆمان پاراستن.',
  draftDiscard: 'بیسڕنەوە',
  draftDiscarded: 'ڕەشنووسەکە سڕایەوە.',
  undo: 'بیگەڕێننەوە',
  draftElsewhere: 'لە تابێکی تردا شتێکی ترتان نووسیوە:',
  takeOther: 'ئەو دەقە بەکار بهێنن',
  keepMine: 'ئەم دەقە بهێڵنەوە',
  notLasting: 'ئەم وێبگەڕە ڕێگە نادات ڕەشنووس بپارێزین: کاتێک لاپەڕەکە دادەخەن، ئەوەی نووسیوتانە لەدەست دەچێت.',

  yours: 'ئەوەی ئێستا نووسیتان',
  sending: 'دەنێردرێت',
  waiting: 'هێشتا نەنێردراوە. بەردەوامین لە هەوڵدان.',
  waitingOffline: `${offline} لێرە پارێزراوە و کاتێک هێڵ گەڕایەوە، دەنێردرێت.`,
  waitingSignIn: 'چاوەڕێی چوونەژوورەوەتانە.',
  unsure: 'وەڵامێک نەهات، بۆیە لەوانەیە بڵاو کرابێتەوە. پێش ئەوەی دووبارە بینێرنەوە، سەیری بکەن.',
  refused: 'بڵاو نەکرایەوە.',
  sent: 'لێدوانەکەتان بڵاو کرایەوە.',
  sentHeld: 'سوپاس. لێدوانەکەتان دوای پەسەندکردن دەردەکەوێت.',
  sentAccepted: 'سوپاس. لێدوانەکەتان وەرگیرا.',
  sendAgain: 'دووبارە بینێرنەوە',
  takeBack: 'دەستکاریی دەقەکە بکەن',

  problems: (count) =>
    count === 1 ? 'خانەیەک پێویستی بە پێداچوونەوەیە.' : `${number(count)} خانە پێویستیان بە پێداچوونەوەیە.`,
  nameRequired: 'تکایە ناوێک بنووسن.',
  nameCharacters: 'تکایە تەنها پیت و ژمارە و نیشانەی ئاسایی بەکار بهێنن.',
  nameTooLong: 'ئەم ناوە زۆر درێژە.',
  emailRequired: 'تکایە ئیمەیڵەکەتان بنووسن.',
  emailMalformed: 'ئەمە لە ناونیشانی ئیمەیڵ ناچێت، بۆ نموونە name@example.org.',
  textRequired: 'تکایە سەرەتا شتێک بنووسن.',
  textCharacters: 'دەقەکە هەندێک نیشانەی تێدایە کە بڵاو ناکرێنەوە. تکایە بیانسڕنەوە.',
  textTooLong: (max) => `دەقەکە لە ${number(max)} پیت درێژترە.`,

  edit: 'دەستکاری',
  remove: 'لابردن',
  save: 'پاشەکەوتکردن',
  cancel: 'پاشگەزبوونەوە',
  saved: 'لێدوانەکەتان گۆڕدرا.',
  notSaved: 'ئەوەی نووسیوتانە پارێزراوە.',
  tooLate: 'چیتر ناگۆڕدرێت.',
  removeAsk: 'ئەم لێدوانە بۆ هەمووان لاببرێت؟',
  removeYes: 'بەڵێ، لایببە',
  removeNo: 'نا، با بمێنێت',
  removedNow: 'لێدوانەکەتان لابرا.',

  errors: {
    offline,
    timeout: 'وەڵامی ڕاژەکار زۆری پێ چوو.',
    unavailable: 'لە ئێستادا ناتوانرێت پەیوەندی بە ڕاژەکارەوە بکرێت.',
    'rate-limited': 'لە ماوەیەکی کەمدا زۆر بوو. تکایە کەمێک چاوەڕێ بکەن.',
    unauthenticated: 'تکایە سەرەتا بچنە ژوورەوە.',
    forbidden: 'لێرە ڕێگە بەمە نادرێت.',
    'not-found': 'ئەم لێدوانە چیتر نەماوە.',
    closed,
    conflict: 'لە جێی ئەمە پێشتر شتێکی تر بڵاو کراوەتەوە.',
    invalid: 'ڕاژەکار ئەمەی وەرنەگرت.',
    'invalid-cursor': 'ئەم لاپەڕەیەی لێدوانەکان چیتر نەماوە.',
    challenge: 'تکایە سەرەتا پشتڕاستی بکەنەوە کە ڕۆبۆت نین.',
    'outcome-unknown': 'هیچ وەڵامێک نەگەڕایەوە.',
    unsupported: 'ئەم ماڵپەڕە ئەمە پێشکەش ناکات.',
    protocol: 'لە وەڵامی ڕاژەکار تێنەگەیشتین.',
  },
};
