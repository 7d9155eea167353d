import type { LetterTexts, Occasion } from './letter.ts';
import { writing } from './moments.ts';

const { moment, number } = writing('ckb');

const validity = ({ minutes }: Occasion): string => `بۆ ماوەی ${minutes === 1 ? 'خولەکێک' : `${number(minutes)} خولەک`} و بۆ یەک جار کاردەکات.`;
const when = (at: number, device: string | null): string => (device === null ? `ئەمە لە ${moment(at)} کرا.` : `ئەمە لە ${moment(at)} و بە ${device} کرا.`);
const ignore = 'ئەگەر ئێوە نەبوون، گوێ بەم ئیمەیڵە مەدەن: بەبێ کۆدەکە هیچ ڕوو نادات. مەیدەن بە کەس، هەر کەسێک داوای بکات.';
const react = (site: string): string =>
  `ئەگەر ئێوە نەبوون، بچنە ${site}، «تێپەڕەوشەم لەبیرچووە» هەڵبژێرن و دەستبەجێ تێپەڕەوشەیەکی نوێ دابنێن. بەمە هەموو ئامێرەکانی تر دەچنە دەرەوە. پاشان چاو بە هەژمارەکەتاندا بخشێنن.`;
const someone = 'میوانێک';

/** Sorani (Central Kurdish). */
export const texts: LetterTexts = {
  lang: 'ckb',
  dir: 'rtl',
  orOpen: 'یان ئەم ناونیشانە بکەنەوە:',
  foot: (site) => `ئەم ئیمەیڵە لە لێدوانەکانی ئەم ماڵپەڕەوە هاتووە: ${site}.`,
  unsubscribe: 'چیتر ئیمەیڵی وەڵامەکان مەنێرن',
  unsubscribing: {
    title: 'ئیمەیڵی وەڵامەکان',
    ask: (site) => `دەتانەوێت چیتر ئیمەیڵتان بۆ نەیەت دەربارەی وەڵامی لێدوانەکانتان لە ${site}؟`,
    button: 'بەڵێ، با چیتر نەیەن',
    done: (site) => `چیتر ئیمەیڵتان بۆ نایەت دەربارەی وەڵامی لێدوانەکانتان لە ${site}. دەتوانن لە ڕێکخستنەکانی هەژمارەکەتان لەوێ دووبارە چالاکی بکەنەوە.`,
    unknown: 'ئەم ناونیشانە تەواو نییە، یان هی ئێمە نییە. تکایە بەستەری ناو ئیمەیڵەکە وەک خۆی بەکار بهێنن.',
  },
  letters: {
    'confirm-sign-up': (_, occasion) => ({
      subject: `کۆدەکەتان بۆ ${occasion.site}`,
      before: [`کەسێک، هیوادارین ئێوە بن، دەیەوێت بەم ناونیشانە ببێتە ئەندامی ${occasion.site}. ئەم کۆدە پشتڕاستی دەکاتەوە:`],
      button: 'پشتڕاستکردنەوەی ناونیشان',
      after: [validity(occasion), ignore],
    }),
    'sign-up-known': (_, occasion) => ({
      subject: `پێشتر هەژمارتان هەیە لە ${occasion.site}`,
      before: [`کەسێک، هیوادارین ئێوە بن، ویستی بەم ناونیشانە ببێتە ئەندامی ${occasion.site}. ئەم ناونیشانە پێشتر لەوێ هەژماری هەیە. بەم کۆدە دەتوانن بچنە ژوورەوە:`],
      button: 'چوونەژوورەوە',
      after: [validity(occasion), ignore],
    }),
    'sign-in': (_, occasion) => ({
      subject: `کۆدەکەتان بۆ ${occasion.site}`,
      before: [`بەم کۆدە دەتوانن بچنە ژوورەوەی ${occasion.site}:`],
      button: 'چوونەژوورەوە',
      after: [validity(occasion), ignore],
    }),
    'sign-in-unknown': (_, { site }) => ({
      subject: `هیچ هەژمارێک نییە لە ${site}`,
      before: [
        `کەسێک، هیوادارین ئێوە بن، ویستی بەم ناونیشانە بچێتە ژوورەوەی ${site}. هیچ هەژمارێک بەم ناونیشانە نییە.`,
        'لەوانەیە بە ناونیشانێکی تر بووبنە ئەندام. ئەگەر هەژمارتان دەوێت، لەوێ «ببنە ئەندام» هەڵبژێرن.',
      ],
      button: null,
      after: ['ئەگەر ئێوە نەبوون، گوێ بەم ئیمەیڵە مەدەن.'],
    }),
    reset: (_, occasion) => ({
      subject: `تێپەڕەوشەی نوێ بۆ ${occasion.site}`,
      before: [`بەم کۆدە دەتوانن تێپەڕەوشەیەکی نوێ بۆ ${occasion.site} دابنێن:`],
      button: 'دانانی تێپەڕەوشەی نوێ',
      after: [validity(occasion), ignore],
    }),
    'reset-unknown': (_, { site }) => ({
      subject: `هیچ هەژمارێک نییە لە ${site}`,
      before: [
        `کەسێک، هیوادارین ئێوە بن، بەم ناونیشانە داوای تێپەڕەوشەی نوێی بۆ ${site} کرد. هیچ هەژمارێک بەم ناونیشانە نییە.`,
        'لەوانەیە بە ناونیشانێکی تر بووبنە ئەندام. ئەگەر هەژمارتان دەوێت، لەوێ «ببنە ئەندام» هەڵبژێرن.',
      ],
      button: null,
      after: ['ئەگەر ئێوە نەبوون، گوێ بەم ئیمەیڵە مەدەن.'],
    }),
    'password-changed': ({ at, device }, { site }) => ({
      subject: `تێپەڕەوشەکەتان بۆ ${site} گۆڕدرا`,
      before: [`تێپەڕەوشەی هەژمارەکەتان لە ${site} گۆڕدرا.`, when(at, device)],
      button: null,
      after: [react(site)],
    }),
    deletion: (_, occasion) => ({
      subject: `هەژمارەکەتان لە ${occasion.site} بسڕدرێتەوە؟`,
      before: [`بەم کۆدە پشتڕاستی دەکەنەوە کە هەژمارەکەتان لە ${occasion.site} بۆ هەمیشە بسڕدرێتەوە:`],
      button: 'سڕینەوەی هەژمار',
      after: [validity(occasion), `ئەگەر ئەمەتان ناوێت، گوێ بەم ئیمەیڵە مەدەن: هەژمارەکەتان دەمێنێتەوە. ئەگەر ئێوە داواتان نەکردووە، کەسێکی تر بە ناوی ئێوە چووەتە ژوورەوە: لە ${occasion.site} بە «تێپەڕەوشەم لەبیرچووە» تێپەڕەوشەیەکی نوێ دابنێن.`],
    }),
    'account-deleted': ({ comments }, { site }) => ({
      subject: `هەژمارەکەتان لە ${site} سڕایەوە`,
      before: [
        `هەژمارەکەتان لە ${site} سڕایەوە، لەگەڵیدا ناونیشان و تێپەڕەوشە و وێنە و ڕێکخستنەکانتان.`,
        comments === 'keep' ? 'لێدوانەکانتان وەک هی ئەندامێکی پێشوو دەمێننەوە.' : 'لێدوانەکانتان لابران.',
      ],
      button: null,
      after: ['لەم بارەیەوە ئەمە دوایین ئیمەیڵە. ماڵئاوا، و سوپاس.'],
    }),
    'provider-connected': ({ provider, at, device }, { site }) => ({
      subject: `هەژمارەکەتان لە ${site} بە ${provider} بەسترایەوە`,
      before: [`ئێستا دەکرێت بە ${provider} بچنە ژوورەوەی هەژمارەکەتان لە ${site}.`, when(at, device)],
      button: null,
      after: [react(site)],
    }),
    'passkey-added': ({ passkey, at, device }, { site }) => ({
      subject: `کلیلێکی نوێ بۆ ${site}`,
      before: [`ئێستا دەکرێت بە کلیلی «${passkey}» بچنە ژوورەوەی هەژمارەکەتان لە ${site}.`, when(at, device)],
      button: null,
      after: [react(site)],
    }),
    reply: ({ who, title }, { site }) => ({
      subject: `${who ?? someone} لە ${site} وەڵامی دانەوە`,
      before: [title === null ? `${who ?? someone} وەڵامی لێدوانەکەتانی دایەوە لە ${site}:` : `${who ?? someone} وەڵامی لێدوانەکەتانی دایەوە لەژێر «${title}» لە ${site}:`],
      button: 'خوێندنەوەی وەڵامەکە',
      after: [],
    }),
  },
};
