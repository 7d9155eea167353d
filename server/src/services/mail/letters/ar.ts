import type { LetterTexts, Occasion } from './letter.ts';
import { writing } from './moments.ts';

const { moment, number } = writing('ar-u-nu-arab');

const plurals = new Intl.PluralRules('ar');

function minutesIn({ minutes }: Occasion): string {
  switch (plurals.select(minutes)) {
    case 'one':
      return 'دقيقة واحدة';
    case 'two':
      return 'دقيقتين';
    case 'few':
      return `${number(minutes)} دقائق`;
    default:
      return `${number(minutes)} دقيقة`;
  }
}

const validity = (occasion: Occasion): string => `الرمز صالح لمدة ${minutesIn(occasion)} ولاستعمال واحد.`;
const when = (at: number, device: string | null): string => (device === null ? `حدث ذلك في ${moment(at)}.` : `حدث ذلك في ${moment(at)}، من خلال ${device}.`);
const ignore = 'إن لم تكونوا أنتم من طلب ذلك فتجاهلوا هذه الرسالة: لا يحدث شيء من دون الرمز. لا تعطوه لأحد مهما كان.';
const react = (site: string): string =>
  `إن لم تكونوا أنتم من فعل ذلك فاذهبوا إلى ${site} واختاروا «نسيت كلمة المرور» وضعوا كلمة مرور جديدة فورًا. بذلك يُسجَّل الخروج من كل الأجهزة الأخرى. ثم راجعوا حسابكم.`;
const someone = 'ضيف';

/** Modern Standard Arabic. Buttons are nouns and readers are addressed in the plural, as in the widget. */
export const texts: LetterTexts = {
  lang: 'ar',
  dir: 'rtl',
  orOpen: 'أو افتحوا هذا العنوان:',
  foot: (site) => `هذه الرسالة من تعليقات ${site}.`,
  unsubscribe: 'إيقاف رسائل الردود',
  unsubscribing: {
    title: 'رسائل الردود',
    ask: (site) => `هل تريدون ألا تصلكم بعد الآن رسائل عن الردود على تعليقاتكم في ${site}؟`,
    button: 'نعم، إيقاف هذه الرسائل',
    done: (site) => `لن تصلكم بعد الآن رسائل عن الردود على تعليقاتكم في ${site}. يمكنكم تفعيلها من جديد في إعدادات حسابكم هناك.`,
    unknown: 'هذا العنوان غير كامل أو ليس من عناويننا. الرجاء استعمال الرابط كما هو في الرسالة.',
  },
  letters: {
    'confirm-sign-up': (_, occasion) => ({
      subject: `رمزكم لموقع ${occasion.site}`,
      before: [`أحدهم، ونرجو أن تكونوا أنتم، يريد الانضمام إلى ${occasion.site} بهذا العنوان. هذا الرمز يؤكده:`],
      button: 'تأكيد العنوان',
      after: [validity(occasion), ignore],
    }),
    'sign-up-known': (_, occasion) => ({
      subject: `لديكم حساب بالفعل في ${occasion.site}`,
      before: [`أحدهم، ونرجو أن تكونوا أنتم، أراد الانضمام إلى ${occasion.site} بهذا العنوان. لهذا العنوان حساب هناك بالفعل. بهذا الرمز يمكنكم تسجيل الدخول:`],
      button: 'تسجيل الدخول',
      after: [validity(occasion), ignore],
    }),
    'sign-in': (_, occasion) => ({
      subject: `رمزكم لموقع ${occasion.site}`,
      before: [`بهذا الرمز يمكنكم تسجيل الدخول إلى ${occasion.site}:`],
      button: 'تسجيل الدخول',
      after: [validity(occasion), ignore],
    }),
    'sign-in-unknown': (_, { site }) => ({
      subject: `لا حساب في ${site}`,
      before: [
        `أحدهم، ونرجو أن تكونوا أنتم، أراد تسجيل الدخول إلى ${site} بهذا العنوان. لا يوجد حساب به.`,
        'ربما انضممتم بعنوان آخر. إن أردتم حسابًا فاختاروا هناك «إنشاء حساب».',
      ],
      button: null,
      after: ['إن لم تكونوا أنتم من طلب ذلك فتجاهلوا هذه الرسالة.'],
    }),
    reset: (_, occasion) => ({
      subject: `كلمة مرور جديدة لموقع ${occasion.site}`,
      before: [`بهذا الرمز يمكنكم وضع كلمة مرور جديدة لموقع ${occasion.site}:`],
      button: 'كلمة مرور جديدة',
      after: [validity(occasion), ignore],
    }),
    'reset-unknown': (_, { site }) => ({
      subject: `لا حساب في ${site}`,
      before: [
        `أحدهم، ونرجو أن تكونوا أنتم، طلب كلمة مرور جديدة لموقع ${site} بهذا العنوان. لا يوجد حساب به.`,
        'ربما انضممتم بعنوان آخر. إن أردتم حسابًا فاختاروا هناك «إنشاء حساب».',
      ],
      button: null,
      after: ['إن لم تكونوا أنتم من طلب ذلك فتجاهلوا هذه الرسالة.'],
    }),
    'password-changed': ({ at, device }, { site }) => ({
      subject: `تغيّرت كلمة مروركم لموقع ${site}`,
      before: [`تغيّرت كلمة المرور لحسابكم في ${site}.`, when(at, device)],
      button: null,
      after: [react(site)],
    }),
    deletion: (_, occasion) => ({
      subject: `حذف حسابكم في ${occasion.site}؟`,
      before: [`بهذا الرمز تؤكدون حذف حسابكم في ${occasion.site} نهائيًا:`],
      button: 'حذف الحساب',
      after: [validity(occasion), `إن لم تريدوا ذلك فتجاهلوا هذه الرسالة: حسابكم باقٍ. وإن لم تكونوا أنتم من طلبه فقد سجّل غيركم الدخول باسمكم: ضعوا كلمة مرور جديدة في ${occasion.site} عبر «نسيت كلمة المرور».`],
    }),
    'account-deleted': ({ comments }, { site }) => ({
      subject: `حُذف حسابكم في ${site}`,
      before: [
        `حُذف حسابكم في ${site}، ومعه عنوانكم وكلمة مروركم وصورتكم وإعداداتكم.`,
        comments === 'keep' ? 'تبقى تعليقاتكم باسم عضو سابق.' : 'أُزيلت تعليقاتكم.',
      ],
      button: null,
      after: ['هذه آخر رسالة بهذا الشأن. إلى اللقاء، وشكرًا لكم.'],
    }),
    'provider-connected': ({ provider, at, device }, { site }) => ({
      subject: `رُبط حسابكم في ${site} مع ${provider}`,
      before: [`صار تسجيل الدخول إلى حسابكم في ${site} ممكنًا عبر ${provider}.`, when(at, device)],
      button: null,
      after: [react(site)],
    }),
    'passkey-added': ({ passkey, at, device }, { site }) => ({
      subject: `مفتاح مرور جديد لموقع ${site}`,
      before: [`صار تسجيل الدخول إلى حسابكم في ${site} ممكنًا بمفتاح المرور «${passkey}».`, when(at, device)],
      button: null,
      after: [react(site)],
    }),
    reply: ({ who, title }, { site }) => ({
      subject: `ردّ عليكم ${who ?? someone} في ${site}`,
      before: [title === null ? `ردّ ${who ?? someone} على تعليقكم في ${site}:` : `ردّ ${who ?? someone} على تعليقكم تحت «${title}» في ${site}:`],
      button: 'قراءة الرد',
      after: [],
    }),
  },
};
