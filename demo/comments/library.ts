import type { Said } from './said.ts';

/** Under "Pirtûkxaneya li ser pişta hêstirê", in Kurmanji. */
export const library: readonly Said[] = [
  { name: 'Hêlîn Aras', text: 'Min ev nivîs ji diya xwe re xwend. Gava gihîşt Gulê, wê got: “Ew ez im.” Ew jî xwendinê nizane, lê her êvar pirsa pirtûka nû dike.' },
  { name: 'Azad', text: 'Destê we sax be. Demeke dirêj bû ku min bi kurmancî nivîseke wiha xweş nexwendibû.' },
  {
    name: 'Mamoste Ciwan',
    text: 'Ez jî li gundekî bê rê mamostetiyê dikim. Zîn rast dibêje: pirtûk ne bar e. Lê divê em tiştekî ji bîr nekin: ev karê dewletê ye, ne yê hêstirekê. Em qîmetê bidin Zînê, lê rê û dibistanê jî bixwazin.',
    replies: [
      { name: 'Berîvan', text: 'Mamoste, mafê te heye. Lê zarokên îsal nikarin li benda riya deh salên din bimînin.' },
      { name: 'Mamoste Ciwan', text: 'Ew jî rast e. Loma ez her du tiştan dixwazim: îro hêstir, sibê rê.' },
    ],
  },
  { name: 'Serhat', text: 'Navê hêstirê çi ye? We ew nenivîsiye!' },
  { name: 'Rojda Sîpan', text: 'Serhat, min jî pirsî. Zîn got navê wê tune, ji ber ku heke navê wê hebe, dê her kes bang bike û ew dê li her deriyî bisekine.' },
  { name: 'Xecê', text: 'Destên xwe dişon, paşê dest didin pirtûkan. Ev ji hemû qanûnên pirtûkxaneya bajarê me baştir e.' },
  { name: 'Dilovan', text: 'Ew kesê ku pirtûk ji Stenbolê bi du hezar lîreyî şand, belkî vê nivîsê bixwîne. Silav lê be.' },
  { name: 'Kesek ji Stenbolê', text: 'Ez im. Sê salan li ser refa min ma û min her roj şerm kir. Niha bi rehetî radizim.' },
  { name: 'Nûjîn', text: '📖🐴💛' },
  { name: 'Bawer Kendal', text: 'Min tenê pirsek heye: çima pirtûka mêşên hingiv sê caran hatiye dirûtin? Ma ne hêsantir bû ku yeke nû bikirin?' },
  { name: 'Şivanê Jorîn', text: 'Bawer, ez yek ji wan im ku ew pirtûk diriband. Ya nû heye, lê di ya kevn de li kêleka rûpelan not hene: kîjan mêş kengî çûye kîjan kulîlkê, ya bîst salan. Ew not nayên kirîn.' },
  { name: 'Leyla Botan', text: 'Min li vir du tişt hîn kirin: yek, hêstir jî dikare pirtûkxane be; du, pirsa rast ne “tu çi dixwînî” ye, “kî ji te re dixwîne” ye.' },
  { name: 'Rêzan', text: `Ez li wî gundî mezin bûm. Kevirê ku Zîn li ser rûdine, di zaroktiya min de cihê postevan bû. Paşê postevan nehat, kevir vala ma.

Zivistana borî ez vegeriyam ji bo cenazeyê kalikê xwe. Min dît ku zarok li ser wî kevirî rûniştî ne û bi dengekî bilind dixwînin. Kalikê min ev dît berî ku bimire. Ew bes bû.` },
  { name: 'M. Deniz', text: 'Kurmancîm zayıf ama sözlükle okudum. Bu yazı için iki akşam harcadım, değdi. Spas!' },
  { name: 'Gulistan', text: 'M. Deniz, ser çavan. Du êvar ji bo gotareke wiha ne zêde ne :)' },
  { name: 'Evîn', text: 'Wêne jî pir xweş e. Pencereyên ronî min birin malê.' },
  { name: 'Zîlan Merdo', text: 'Em dikarin çawa pirtûkan bişînin? Li mala me sê sindoqên pirtûkên zarokan hene û zarokên me êdî mezin bûne.' },
  { name: 'Rojda Sîpan', text: 'Zîlan, binivîsin “Pirtûkxaneya Geliyê Jorîn, bi destê nanpêj”. Nanpêj nas dike. Pirtûkên giran neşînin, hêstir dibihîze.' },
  { name: 'Welat', text: 'Otobus nayê wê derê. Ez şofêr im, min dît. Lê heta gundê sisêyan ez dikarim her pêncşem sindoqan bibim, belaş.' },
  { name: 'Pêşeng', text: 'Hejmartina pencereyan di dawiyê de... Min nedikarî tiştekî din bixwînim îşev.' },
  { name: 'Sosin', text: 'Heke kesek bipirse ka wêje çi ye, ez ê vê gotarê nîşanî wî bidim.' },
];
