import { intlDates } from '../intl-dates.ts';
import type { Messages } from '../messages.ts';
import { plurals } from '../plurals.ts';

/** One language for the whole Arab world, with Arabic-Indic digits whatever the browser's region prefers. */
const tag = 'ar-u-nu-arab';

const number = (value: number) => value.toLocaleString(tag);
const plural = plurals('ar');

const characters = (count: number) =>
  plural(count, {
    one: 'حرف واحد',
    two: 'حرفان',
    few: `${number(count)} أحرف`,
    many: `${number(count)} حرفًا`,
    other: `${number(count)} حرف`,
  });

const closed = 'باب التعليق على هذا المقال مغلق.';
const offline = 'لا اتصال بالإنترنت.';

/** Modern Standard Arabic. Buttons are nouns and readers are addressed in the plural, so that nobody is left out. */
export const messages: Messages = {
  lang: 'ar',
  dir: 'rtl',
  number,
  ...intlDates(tag),

  heading: (total) =>
    total === null
      ? 'التعليقات'
      : plural(total, {
          zero: 'لا تعليقات',
          one: 'تعليق واحد',
          two: 'تعليقان',
          few: `${number(total)} تعليقات`,
          many: `${number(total)} تعليقًا`,
          other: `${number(total)} تعليق`,
        }),
  sort: 'الترتيب',
  oldest: 'الأقدم أولًا',
  newest: 'الأحدث أولًا',

  loading: 'جارٍ تحميل التعليقات',
  empty: 'لا تعليقات بعد.',
  emptyHint: 'كونوا أول من يكتب.',
  closed,
  loadFailed: 'تعذّر تحميل التعليقات.',
  loadOffline: `${offline} ستظهر التعليقات حين يعود.`,
  retry: 'إعادة المحاولة',
  formMissing: 'تعذّر تحميل النموذج.',
  newer: (count) =>
    plural(count, {
      zero: 'لا تعليقات جديدة',
      one: 'تعليق جديد',
      two: 'تعليقان جديدان',
      few: `${number(count)} تعليقات جديدة`,
      many: `${number(count)} تعليقًا جديدًا`,
      other: `${number(count)} تعليق جديد`,
    }),

  guest: 'ضيف',
  former: 'عضو سابق',
  held: 'في انتظار الموافقة، ولا يراه أحد سواكم.',
  accepted: 'وصل التعليق، وقد يمضي بعض الوقت قبل أن يظهر للجميع.',
  removed: 'حُذف هذا التعليق.',
  edited: 'مُعدَّل',

  pages: 'صفحات التعليقات',
  first: 'الصفحة الأولى',
  previous: 'الصفحة السابقة',
  next: 'الصفحة التالية',
  last: 'الصفحة الأخيرة',
  page: (n) => `الصفحة ${number(n)}`,
  pageOf: (n, count) => `الصفحة ${number(n)} من ${number(count)}`,
  pageSize: 'عدد التعليقات في الصفحة',

  guestForm: 'إضافة تعليق بصفة ضيف',
  signIn: 'تسجيل الدخول',
  benefit: 'للأعضاء اسم لا يأخذه غيرهم، وصورة، وكل تعليقاتهم في مكان واحد.',
  memberForm: (name) => `اكتب تعليقًا باسم ${name}`,

  name: 'الاسم',
  email: 'البريد الإلكتروني',
  emailNote: 'لا يُعرض للعموم أبدًا.',
  text: 'تعليقكم',
  optional: '(اختياري)',
  remember: 'تذكّر اسمي وبريدي الإلكتروني على هذا الجهاز',
  rememberNote: 'محفوظان على هذا الجهاز.',
  forget: 'حذفهما من الجهاز',
  forgotten: 'لم يعد اسمكم وبريدكم الإلكتروني محفوظين على هذا الجهاز.',
  submit: 'إرسال التعليق',
  left: (count) => `المتبقي: ${characters(count)}`,
  over: (count) => `الزيادة عن الحد: ${characters(count)}`,

  draftRestored: 'احتفظنا بما كنتم تكتبونه.',
  draftDiscard: 'حذف المسوّدة',
  draftDiscarded: 'حُذفت المسوّدة.',
  undo: 'تراجع',
  draftElsewhere: 'كتبتم نصًا آخر في تبويب آخر:',
  takeOther: 'استعمال ذلك النص',
  keepMine: 'إبقاء هذا النص',
  notLasting: 'لا يسمح هذا المتصفح بحفظ المسوّدات: يضيع ما تكتبونه عند إغلاق الصفحة.',

  yours: 'ما كتبتموه للتوّ',
  sending: 'جارٍ الإرسال',
  waiting: 'لم يُرسل بعد. المحاولة مستمرة.',
  waitingOffline: `${offline} النص محفوظ هنا، وسيُرسل حين يعود الاتصال.`,
  waitingSignIn: 'في انتظار تسجيل دخولكم.',
  unsure: 'لم يصل جواب، فربما نُشر التعليق. تحقّقوا قبل إرساله من جديد.',
  refused: 'لم يُنشر.',
  sent: 'نُشر تعليقكم.',
  sentHeld: 'شكرًا لكم. سيظهر تعليقكم بعد الموافقة عليه.',
  sentAccepted: 'شكرًا لكم. وصلنا تعليقكم.',
  sendAgain: 'إعادة الإرسال',
  takeBack: 'تعديل النص',

  problems: (count) =>
    plural(count, {
      zero: 'لا خانات تحتاج إلى مراجعة.',
      one: 'خانة واحدة تحتاج إلى مراجعة.',
      two: 'خانتان تحتاجان إلى مراجعة.',
      few: `${number(count)} خانات تحتاج إلى مراجعة.`,
      other: `${number(count)} خانة تحتاج إلى مراجعة.`,
    }),
  nameRequired: 'يُرجى كتابة اسم.',
  nameCharacters: 'يُرجى الاكتفاء بالحروف والأرقام والعلامات المعتادة.',
  nameTooLong: 'هذا الاسم أطول مما ينبغي.',
  emailRequired: 'يُرجى كتابة البريد الإلكتروني.',
  emailMalformed: 'لا يبدو هذا عنوان بريد إلكتروني، مثل name@example.org.',
  textRequired: 'يُرجى كتابة شيء أولًا.',
  textCharacters: 'في النص علامات لا يمكن نشرها. يُرجى حذفها.',
  textTooLong: (max) => `النص أطول من الحد المسموح: ${characters(max)}.`,

  edit: 'تعديل',
  remove: 'إزالة',
  save: 'حفظ',
  cancel: 'إلغاء',
  saved: 'عُدِّل تعليقك.',
  notSaved: 'ما كتبته محفوظ.',
  tooLate: 'لم يعد تغيير هذا ممكنًا.',
  removeAsk: 'هل تريد إزالة هذا التعليق للجميع؟',
  removeYes: 'نعم، أزِله',
  removeNo: 'لا، أبقِه',
  removedNow: 'أُزيل تعليقك.',

  errors: {
    offline,
    timeout: 'تأخر جواب الخادم أكثر مما ينبغي.',
    unavailable: 'يتعذّر الوصول إلى الخادم حاليًا.',
    'rate-limited': 'كان ذلك كثيرًا في وقت قصير. يُرجى الانتظار قليلًا.',
    unauthenticated: 'يُرجى تسجيل الدخول أولًا.',
    forbidden: 'هذا غير مسموح به هنا.',
    'not-found': 'لم يعد هذا التعليق موجودًا.',
    closed,
    conflict: 'نُشر شيء آخر مكانه من قبل.',
    invalid: 'لم يقبل الخادم ما أُرسل.',
    'invalid-cursor': 'لم تعد هذه الصفحة من التعليقات موجودة.',
    challenge: 'يُرجى أولًا تأكيد أنكم لستم روبوتًا.',
    'outcome-unknown': 'لم يصل أي جواب.',
    unsupported: 'هذا الموقع لا يتيح ذلك.',
    protocol: 'أجاب الخادم بما لا نفهمه.',
  },
};
