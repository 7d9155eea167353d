/** What the server says to readers by itself, on pages that need nothing else. */
export interface PlainTexts {
  readonly title: string;
  /** A way in that ended, or that another browser began. */
  readonly over: string;
  /** An address of which something is missing or wrong. */
  readonly unfit: string;
  /** Too much was begun from this network. */
  readonly later: string;
  readonly back: string;
}

/** The languages of these pages. */
export type PlainLanguage = 'en' | 'ku' | 'ckb' | 'ar' | 'tr';

/** The texts by their language. */
export const plainTexts: Readonly<Record<PlainLanguage, PlainTexts>> = {
  en: {
    title: 'Signing in did not work',
    over: 'This took too long, was finished before, or was begun in another browser. Go back to the page and try again.',
    unfit: 'This address is not complete. Go back to the page you came from and try again.',
    later: 'There were too many attempts from your network. Wait a little and try again.',
    back: 'Back to the page',
  },
  ku: {
    title: 'Têketin bi ser neket',
    over: 'Ev yek pir dirêj kişand, berê qediya, an jî di gerokeke din de dest pê kir. Vegere rûpelê û dîsa biceribîne.',
    unfit: 'Ev navnîşan ne temam e. Vegere rûpela ku tu jê hatî û dîsa biceribîne.',
    later: 'Ji tora te gelek caran hat ceribandin. Piçekî raweste û dîsa biceribîne.',
    back: 'Vegere rûpelê',
  },
  ckb: {
    title: 'چوونەژوورەوە سەرکەوتوو نەبوو',
    over: 'ئەمە زۆری خایاند، پێشتر تەواو بووە، یان لە وێبگەڕێکی تردا دەستی پێ کردووە. بگەڕێوە بۆ پەڕەکە و دووبارە هەوڵ بدەوە.',
    unfit: 'ئەم ناونیشانە تەواو نییە. بگەڕێوە بۆ ئەو پەڕەیەی لێیەوە هاتوویت و دووبارە هەوڵ بدەوە.',
    later: 'زۆر هەوڵ لە تۆڕەکەتەوە هاتووە. کەمێک چاوەڕێ بکە و دووبارە هەوڵ بدەوە.',
    back: 'گەڕانەوە بۆ پەڕەکە',
  },
  ar: {
    title: 'تعذّر تسجيل الدخول',
    over: 'استغرق هذا وقتًا طويلًا، أو انتهى من قبل، أو بدأ في متصفح آخر. عُد إلى الصفحة وحاول مرة أخرى.',
    unfit: 'هذا العنوان غير مكتمل. عُد إلى الصفحة التي جئت منها وحاول مرة أخرى.',
    later: 'جاءت محاولات كثيرة من شبكتك. انتظر قليلًا وحاول مرة أخرى.',
    back: 'العودة إلى الصفحة',
  },
  tr: {
    title: 'Giriş yapılamadı',
    over: 'Bu çok uzun sürdü, daha önce tamamlandı ya da başka bir tarayıcıda başlatıldı. Sayfaya dönüp yeniden deneyin.',
    unfit: 'Bu adres eksik. Geldiğiniz sayfaya dönüp yeniden deneyin.',
    later: 'Ağınızdan çok fazla deneme yapıldı. Biraz bekleyip yeniden deneyin.',
    back: 'Sayfaya dön',
  },
};
