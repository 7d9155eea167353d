import type { AccountMessages } from '../../account-messages.ts';
import { plurals } from '../../plurals.ts';

const number = (value: number) => value.toLocaleString('ar-u-nu-arab');
const plural = plurals('ar');

const characters = (count: number) =>
  plural(count, { one: 'حرف واحد', two: 'حرفين', few: `${number(count)} أحرف`, many: `${number(count)} حرفًا`, other: `${number(count)} حرف` });

/** Modern Standard Arabic, as signing in and joining says it. */
export const account: AccountMessages = {
  title: 'تسجيل الدخول أو الانضمام',
  close: 'إغلاق',
  cancel: 'إلغاء',
  loading: 'لحظة من فضلكم',
  waysFailed: 'تسجيل الدخول غير ممكن الآن.',
  retry: 'إعادة المحاولة',

  signIn: 'تسجيل الدخول',
  signInTitle: 'تسجيل الدخول',
  notMember: 'لستم من الأعضاء؟',
  register: 'إنشاء حساب',
  registerTitle: 'الانضمام إلى الأعضاء',
  alreadyMember: 'من الأعضاء بالفعل؟',
  forgot: 'نسيت كلمة المرور',
  forgotTitle: 'هل نسيتم كلمة المرور؟',
  forgotNote: 'نرسل إليكم رمزًا بالبريد الإلكتروني، وبه تختارون كلمة مرور جديدة.',
  connect: 'أو الاتصال عبر',
  mailCode: 'إرسال رمز بالبريد بدلًا من ذلك',
  passkey: 'استعمال مفتاح مرور',
  onPage: 'تسجيل الدخول أو إنشاء حساب',
  onPageNote: 'تُفتح نافذة لخادم التعليقات لا يرى فيها كلمة المرور أحد سواكم. وما تكتبونه يبقى هنا.',
  noWays: 'يسجّل أعضاء هذا الموقع دخولهم في الموقع نفسه.',

  name: 'الاسم',
  nameNote: 'يظهر مع تعليقاتكم، ولا يستطيع أحد غيركم أخذه.',
  email: 'البريد الإلكتروني',
  emailNote: 'لا يُعرض للعموم أبدًا.',
  password: 'كلمة المرور',
  newPassword: 'كلمة المرور الجديدة',
  passwordNote: (shortest) => `لا تقل عن ${characters(shortest)}. بضع كلمات متتالية يسهل تذكرها.`,
  passwordOptional: 'يمكن تركها فارغة لتسجيل الدخول برموز تصل بالبريد.',
  showPassword: 'إظهار كلمة المرور',
  benefits: ['اسم لا يستعمله أحد غيركم هنا', 'صورتكم وكلمات قليلة عنكم', 'كل تعليقاتكم في مكان واحد وعلى كل جهاز'],
  join: 'الانضمام إلى الأعضاء',
  mailsNote: 'حين يرد عليكم أحد نخبركم بالبريد الإلكتروني، إلى أن تطلبوا غير ذلك.',

  codeTitle: 'يُرجى النظر في بريدكم',
  codeSent: ['رمز من ٨ أرقام في طريقه إلى', '. وهو صالح نصف ساعة.'],
  code: 'الرمز',
  codeNote: 'يمكن أيضًا استعمال الرابط الذي في الرسالة. وما تكتبونه محفوظ هنا في هذه الأثناء.',
  confirm: 'متابعة',
  resend: 'إرسال رمز آخر',
  resent: 'رمز آخر في الطريق.',
  resendSoon: 'لم تصل الرسالة بعد؟ يمكن طلب رمز آخر بعد نصف دقيقة.',
  otherAddress: 'استعمال عنوان آخر',
  resetTitle: 'اختيار كلمة مرور جديدة',
  setPassword: 'الحفظ وتسجيل الدخول',

  windowTitle: 'المتابعة في النافذة الأخرى',
  windowNote: 'حين تنتهون هناك يكون دخولكم هنا قد سُجّل.',
  windowBlocked: 'لم يسمح متصفحكم بفتح نافذة.',
  windowGone: 'هل أُغلقت النافذة الأخرى؟ افتحوها من جديد.',
  openAgain: 'فتحها من جديد',
  inThisTab: 'المتابعة في هذا التبويب',
  windowDone: 'سُجّل دخولكم. يمكنكم إغلاق هذه النافذة.',
  failedThere: 'لم يُسجّل الدخول.',

  menu: (name) => `${name}: الحساب`,
  myAccount: 'حسابي',
  signOut: 'تسجيل الخروج',
  signOutEverywhere: 'تسجيل الخروج من كل مكان',
  signedOut: 'سُجّل خروجكم.',
  signOutFailed: 'تعذّر تسجيل الخروج. يُرجى إعادة المحاولة.',
  unsentAsk: (drafts, comments) => `يحذف تسجيل الخروج من هذا الجهاز ما لم يُنشر بعد: ${inWords(drafts, comments)}.`,
  unsentYes: 'تسجيل الخروج والحذف',
  unsentNo: 'البقاء',
  lost: 'انتهت جلستكم. وما تكتبونه محفوظ.',
  welcome: (name) => `سُجّل دخولكم، ${name}.`,
  welcomeNew: (name) => `أهلًا وسهلًا، ${name}. صرتم من الأعضاء.`,

  mismatch: 'لا يتوافق البريد الإلكتروني وكلمة المرور.',
  passkeyFailed: 'لم يُستعمل مفتاح مرور. يمكن إعادة المحاولة أو تسجيل الدخول بطريقة أخرى.',
  tooFast: (minutes) =>
    `كثرت المحاولات. يُرجى إعادة المحاولة بعد ${plural(minutes, { one: 'دقيقة', two: 'دقيقتين', few: `${number(minutes)} دقائق`, many: `${number(minutes)} دقيقة`, other: `${number(minutes)} دقيقة` })}.`,
  somethingWrong: 'يتعذّر الوصول إلى الخادم. يُرجى إعادة المحاولة.',
  notHere: 'هذا غير ممكن في هذه الصفحة.',
  offline: 'لا اتصال بالإنترنت.',
  problems: (count) =>
    plural(count, { one: 'حقل واحد يحتاج إلى مراجعة.', two: 'حقلان يحتاجان إلى مراجعة.', few: `${number(count)} حقول تحتاج إلى مراجعة.`, other: `${number(count)} حقلًا تحتاج إلى مراجعة.` }),
  nameRequired: 'يُرجى كتابة اسم.',
  nameTaken: 'هذا الاسم لعضو آخر.',
  nameUnfit: 'يُرجى الاكتفاء بالحروف والأرقام والعلامات المعتادة.',
  nameTooLong: 'هذا الاسم أطول مما ينبغي.',
  emailRequired: 'يُرجى كتابة البريد الإلكتروني.',
  emailMalformed: 'لا يبدو هذا عنوان بريد إلكتروني، مثل name@example.org.',
  passwordRequired: 'يُرجى كتابة كلمة المرور.',
  passwordTooShort: (shortest) => `هذه أقصر من ${characters(shortest)}.`,
  passwordTooLong: 'هذه أطول من ٢٠٠ حرف.',
  passwordCommon: 'هذه يسهل تخمينها. يُرجى اختيار غيرها.',
  codeRequired: 'يُرجى كتابة الرمز الذي في الرسالة.',
  codeMalformed: 'الرمز من ٨ أرقام.',
  codeWrong: 'ليس هذا الرمز الذي أرسلناه.',
  codeExpired: 'لم يعد هذا الرمز صالحًا. يُرجى طلب رمز آخر.',

  page: {
    forSite: ['التعليقات في', ''],
    goBack: 'العودة دون تسجيل الدخول',
    leading: 'جارٍ الرجوع بكم',
    linkSignUp: (name) => `الانضمام باسم ${name}`,
    linkSignIn: (name) => `تسجيل الدخول باسم ${name}`,
    linkReset: (name) => `كلمة مرور جديدة باسم ${name}`,
    linkConfirm: 'متابعة',
    linkGone: 'لم يعد هذا الرابط صالحًا. يُرجى طلب غيره حيث أردتم تسجيل الدخول.',
    linkElsewhere: 'يُرجى فتح هذا الرابط في المتصفح الذي طلبتموه فيه، أو كتابة الرمز الذي في الرسالة هناك.',
    proof: 'لعنوانكم حساب هنا بالفعل. يُرجى تسجيل الدخول إليه مرة واحدة ليُربط الحسابان.',
    nothingHere: 'يُرجى تسجيل الدخول من صفحة التعليقات.',
  },
};

function inWords(drafts: number, comments: number): string {
  const parts = [
    drafts ? plural(drafts, { one: 'مسوّدة واحدة', two: 'مسوّدتان', few: `${number(drafts)} مسوّدات`, other: `${number(drafts)} مسوّدة` }) : '',
    comments ? plural(comments, { one: 'تعليق واحد في الطريق', two: 'تعليقان في الطريق', few: `${number(comments)} تعليقات في الطريق`, other: `${number(comments)} تعليقًا في الطريق` }) : '',
  ];
  return parts.filter(Boolean).join(' و');
}
