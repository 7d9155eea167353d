import type { Messages } from '../messages.ts';
import { grouped } from '../numerals.ts';
import { writtenDates } from '../written-dates.ts';

const number = (value: number) => grouped(value, '.');

/** Each unit as it stands after "berî": one of it, and several. */
const units = {
  minute: ['deqeyekê', 'deqeyan'],
  hour: ['saetekê', 'saetan'],
  day: ['rojekê', 'rojan'],
  month: ['mehekê', 'mehan'],
  year: ['salekê', 'salan'],
} as const;

const closed = 'Şîroveyên vê gotarê girtî ne.';
const offline = 'Girêdana înternetê tune ye.';

/** Kurmanji, in the Latin alphabet. */
export const messages: Messages = {
  lang: 'ku',
  dir: 'ltr',
  number,
  ...writtenDates({
    now: 'niha',
    ago: (value, unit) => `berî ${value === 1 ? units[unit][0] : `${number(value)} ${units[unit][1]}`}`,
    months: 'Çile Sibat Adar Nîsan Gulan Hezîran Tîrmeh Tebax Îlon Cotmeh Mijdar Berfanbar'.split(' '),
    exact: (day, month, year, time) => `${day} ${month} ${year}, ${time}`,
  }),

  heading: (total) => (total === null ? 'Şîrove' : `${number(total)} şîrove`),
  sort: 'Rêzkirin',
  oldest: 'Pêşî yên herî kevn',
  newest: 'Pêşî yên herî nû',

  loading: 'Şîrove tên barkirin',
  empty: 'Hîn şîrove tune ne.',
  emptyHint: 'Şîroveya yekem hûn binivîsin.',
  closed,
  loadFailed: 'Şîrove nehatin barkirin.',
  loadOffline: `${offline} Gava vegere, dê şîrove xuya bibin.`,
  retry: 'Dîsa biceribînin',
  formMissing: 'Form nehat barkirin.',
  newer: (count) => (count === 1 ? 'Şîroveyeke nû' : `${number(count)} şîroveyên nû`),

  guest: 'Mêvan',
  former: 'Endamê berê',
  held: 'Li benda pejirandinê ye. Tenê hûn wê dibînin.',
  accepted: 'Hat wergirtin. Dibe ku hinek wext bigire heta ku her kes wê bibîne.',
  removed: 'Ev şîrove hat rakirin.',
  edited: 'hate guhertin',

  pages: 'Rûpelên şîroveyan',
  first: 'Rûpela yekem',
  previous: 'Rûpela berê',
  next: 'Rûpela piştre',
  last: 'Rûpela dawî',
  page: (n) => `Rûpel ${number(n)}`,
  pageOf: (n, count) => `Rûpel ${number(n)} ji ${number(count)}`,
  pageSize: 'Şîrove di her rûpelê de',

  guestForm: 'Wekî mêvan şîrove binivîsin',
  signIn: 'Têkevin',
  benefit: 'Nav, wêne û hemû şîroveyên endaman ji wan re dimînin.',
  memberForm: (name) => `Wekî ${name} şîrove binivîsin`,

  name: 'Nav',
  email: 'E-name',
  emailNote: 'Tu carî bi eşkereyî nayê nîşandan.',
  text: 'Şîroveya we',
  optional: '(ne mecbûrî)',
  remember: 'Nav û e-nameya min li vê cîhazê bi bîr bîne',
  rememberNote: 'Li vê cîhazê tomarkirî ne.',
  forget: 'Wan ji bîr bike',
  forgotten: 'Nav û e-nameya we êdî li vê cîhazê nayên parastin.',
  submit: 'Şîroveyê bişînin',
  left: (count) => `${number(count)} tîp ${count === 1 ? 'maye' : 'mane'}`,
  over: (count) => `${number(count)} tîp zêde ${count === 1 ? 'ye' : 'ne'}`,

  draftRestored: 'Me nivîsa we ya nîvcomayî parast.',
  draftDiscard: 'Wê jê bibin',
  draftDiscarded: 'Reşnivîs hat jêbirin.',
  undo: 'Vegerînin',
  draftElsewhere: 'We di hilpekîneke din de tiştekî din nivîsandiye:',
  takeOther: 'Wê nivîsê bi kar bînin',
  keepMine: 'Vê nivîsê bihêlin',
  notLasting: 'Ev gerok nahêle ku em reşnivîsan biparêzin: gava hûn rûpelê bigirin, nivîsa we winda dibe.',

  yours: 'Ya ku we niha nivîsand',
  sending: 'Tê şandin',
  waiting: 'Hîn nehatiye şandin. Ceribandin berdewam e.',
  waitingOffline: `${offline} Nivîs li vir parastî ye û gava girêdan vegere dê bê şandin.`,
  waitingSignIn: 'Li benda têketina we ye.',
  unsure: 'Bersiv nehat; dibe ku jixwe hatibe weşandin. Berî ku dîsa bişînin, lê binêrin.',
  refused: 'Nehat weşandin.',
  sent: 'Şîroveya we hat weşandin.',
  sentHeld: 'Spas. Şîroveya we dê piştî pejirandinê xuya bibe.',
  sentAccepted: 'Spas. Şîroveya we hat wergirtin.',
  sendAgain: 'Dîsa bişînin',
  takeBack: 'Nivîsê sererast bikin',

  problems: (count) => (count === 1 ? 'Divê qadek dîsa bê kontrolkirin.' : `Divê ${number(count)} qad dîsa bên kontrolkirin.`),
  nameRequired: 'Ji kerema xwe navekî binivîsin.',
  nameCharacters: 'Ji kerema xwe tenê tîp, reqem û nîşanên asayî bi kar bînin.',
  nameTooLong: 'Ev nav zêde dirêj e.',
  emailRequired: 'Ji kerema xwe e-nameya xwe binivîsin.',
  emailMalformed: 'Ev naşibe navnîşaneke e-nameyê, wekî nav@example.org.',
  textRequired: 'Ji kerema xwe pêşî tiştekî binivîsin.',
  textCharacters: 'Di nivîsê de hin nîşanên ku nayên weşandin hene. Ji kerema xwe wan jê bibin.',
  textTooLong: (max) => `Nivîs dikare herî zêde ${number(max)} tîp be.`,

  edit: 'Biguherîne',
  remove: 'Rake',
  save: 'Tomar bike',
  cancel: 'Betal bike',
  saved: 'Şîroveya we hate guhertin.',
  notSaved: 'Nivîsa we tê parastin.',
  tooLate: 'Êdî nayê guhertin.',
  removeAsk: 'Ev şîrove ji bo her kesî bê rakirin?',
  removeYes: 'Erê, rake',
  removeNo: 'Na, bimîne',
  removedNow: 'Şîroveya we hate rakirin.',

  errors: {
    offline,
    timeout: 'Serverê di wextê xwe de bersiv neda.',
    unavailable: 'Niha em nikarin xwe bigihînin serverê.',
    'rate-limited': 'Di demeke kurt de pir zêde bû. Ji kerema xwe hinekî bisekinin.',
    unauthenticated: 'Ji kerema xwe pêşî têkevin.',
    forbidden: 'Destûra vê yekê li vir tune ye.',
    'not-found': 'Ev şîrove êdî tune ye.',
    closed,
    conflict: 'Li şûna wê jixwe tiştekî din hatiye weşandin.',
    invalid: 'Serverê ev qebûl nekir.',
    'invalid-cursor': 'Ev rûpela şîroveyan êdî tune ye.',
    challenge: 'Ji kerema xwe pêşî piştrast bikin ku hûn ne robot in.',
    'outcome-unknown': 'Tu bersiv nehat.',
    unsupported: 'Ev malper vê yekê pêşkêş nake.',
    protocol: 'Me bersiva serverê fêm nekir.',
  },
};
