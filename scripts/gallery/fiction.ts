// What the gallery tells, in the six languages of the elements: a council, a desk and promises that do not exist.

/** The texts of one language. `titles` are in the order of the outcomes of the plain scheme. */
export type Fiction = {
  tracker: string;
  desk: string;
  council: string;
  programme: string;
  category: string;
  titles: readonly [string, string, string, string, string, string, string, string];
  quote: string;
  headline: string;
  summary: string;
  source: string;
  reply: string;
  changed: string;
  corrected: string;
  withdrawn: string;
  disputed: string;
  notice: string;
  part: string;
  /** Forty characters at most, as a desk may write, and as long as that. */
  longLabel: string;
  /** What the page itself has in the tag. */
  allVerdicts: string;
};

export const FICTION = {
  en: {
    tracker: 'Harbour Council promises',
    desk: 'Harbour Desk',
    council: 'Harbour Council',
    programme: 'A Programme for Harbour',
    category: 'Transport',
    titles: [
      'Make the seafront free of cars',
      'Insulate every school by 2027',
      'Reopen the harbour ferry',
      'Open the central library on Sundays',
      'Build 200 council homes in a year',
      'Plant 1,000 street trees',
      'Freeze parking charges in the Old Town',
      'Publish the minutes of every committee',
    ],
    quote: 'We will do this before the end of our first year, and we will say so if we do not.',
    headline: 'What has become of it so far',
    summary: 'The verdict rests on the minutes of the council and on two visits by the desk.',
    source: 'Minutes of the council',
    reply: 'A flooded site cost us four months. We will finish by the winter.',
    changed: 'The work is done.',
    corrected: 'We had misread the minutes.',
    withdrawn: 'The promise was never made in these words.',
    disputed: 'The council disputes the figures; we are looking at them again.',
    notice: 'Fictional: no such council exists.',
    part: 'The promises about money, of about 240 in all: not a representative sample.',
    longLabel: 'Kept in part and later than was promised',
    allVerdicts: 'All verdicts of the desk',
  },
  cy: {
    tracker: 'Addewidion Cyngor yr Harbwr',
    desk: 'Desg yr Harbwr',
    council: 'Cyngor yr Harbwr',
    programme: 'Rhaglen i’r Harbwr',
    category: 'Trafnidiaeth',
    titles: [
      'Glan y môr heb geir',
      'Inswleiddio pob ysgol erbyn 2027',
      'Ailagor fferi’r harbwr',
      'Agor y llyfrgell ganolog ar y Sul',
      'Codi 200 o dai cyngor mewn blwyddyn',
      'Plannu 1,000 o goed ar y strydoedd',
      'Rhewi taliadau parcio yn yr Hen Dref',
      'Cyhoeddi cofnodion pob pwyllgor',
    ],
    quote: 'Byddwn yn gwneud hyn cyn diwedd ein blwyddyn gyntaf, a byddwn yn dweud hynny os na wnawn.',
    headline: 'Beth sydd wedi digwydd hyd yma',
    summary: 'Mae’r dyfarniad yn seiliedig ar gofnodion y cyngor ac ar ddau ymweliad gan y ddesg.',
    source: 'Cofnodion y cyngor',
    reply: 'Collwyd pedwar mis oherwydd llifogydd ar y safle. Byddwn wedi gorffen erbyn y gaeaf.',
    changed: 'Mae’r gwaith wedi’i orffen.',
    corrected: 'Roeddem wedi camddarllen y cofnodion.',
    withdrawn: 'Ni wnaed yr addewid erioed yn y geiriau hyn.',
    disputed: 'Mae’r cyngor yn herio’r ffigurau; rydym yn edrych arnynt eto.',
    notice: 'Ffuglen: nid oes cyngor o’r fath.',
    part: 'Yr addewidion am arian, o tua 240 i gyd: nid yw’n sampl gynrychioliadol.',
    longLabel: 'Wedi’i chadw’n rhannol, ond yn hwyr iawn',
    allVerdicts: 'Holl ddyfarniadau’r ddesg',
  },
  fr: {
    tracker: 'Les promesses du conseil du Port',
    desk: 'La Vigie du Port',
    council: 'Conseil du Port',
    programme: 'Un programme pour le Port',
    category: 'Transports',
    titles: [
      'Rendre le front de mer aux piétons',
      'Isoler toutes les écoles d’ici à 2027',
      'Rouvrir le bac du port',
      'Ouvrir la bibliothèque centrale le dimanche',
      'Construire 200 logements sociaux en un an',
      'Planter 1 000 arbres dans les rues',
      'Geler les tarifs de stationnement dans la vieille ville',
      'Publier les procès-verbaux de chaque commission',
    ],
    quote:
      'Nous le ferons avant la fin de notre première année, et nous le dirons si nous ne le faisons pas.',
    headline: 'Ce qu’il en est advenu jusqu’ici',
    summary: 'Le verdict s’appuie sur les procès-verbaux du conseil et sur deux visites de la rédaction.',
    source: 'Procès-verbal du conseil',
    reply: 'Un chantier inondé nous a coûté quatre mois. Nous aurons fini avant l’hiver.',
    changed: 'Les travaux sont terminés.',
    corrected: 'Nous avions mal lu le procès-verbal.',
    withdrawn: 'La promesse n’a jamais été faite en ces termes.',
    disputed: 'Le conseil conteste les chiffres ; nous les réexaminons.',
    notice: 'Fiction : ce conseil n’existe pas.',
    part: 'Les promesses sur les finances, sur environ 240 en tout : l’échantillon n’est pas représentatif.',
    longLabel: 'Tenue en partie, plus tard que promis',
    allVerdicts: 'Tous les verdicts de la rédaction',
  },
  de: {
    tracker: 'Die Versprechen des Hafenrats',
    desk: 'Hafenredaktion',
    council: 'Hafenrat',
    programme: 'Ein Programm für den Hafen',
    category: 'Verkehr',
    titles: [
      'Die Uferpromenade autofrei machen',
      'Alle Schulen bis 2027 dämmen',
      'Die Hafenfähre wieder fahren lassen',
      'Die Zentralbibliothek sonntags öffnen',
      '200 Sozialwohnungen in einem Jahr bauen',
      '1.000 Straßenbäume pflanzen',
      'Die Parkgebühren in der Altstadt einfrieren',
      'Die Protokolle aller Ausschüsse veröffentlichen',
    ],
    quote: 'Wir tun das vor dem Ende unseres ersten Jahres, und wir sagen es, wenn wir es nicht tun.',
    headline: 'Was bisher daraus geworden ist',
    summary: 'Das Urteil stützt sich auf die Protokolle des Rates und auf zwei Besuche der Redaktion.',
    source: 'Protokoll des Rates',
    reply: 'Eine überflutete Baustelle hat uns vier Monate gekostet. Bis zum Winter sind wir fertig.',
    changed: 'Die Arbeit ist getan.',
    corrected: 'Wir hatten das Protokoll falsch gelesen.',
    withdrawn: 'In diesen Worten wurde das nie versprochen.',
    disputed: 'Der Rat bestreitet die Zahlen; wir sehen sie uns noch einmal an.',
    notice: 'Erfunden: Diesen Rat gibt es nicht.',
    part: 'Die Versprechen zum Geld, von insgesamt etwa 240: keine repräsentative Auswahl.',
    longLabel: 'Teils gehalten, später als versprochen',
    allVerdicts: 'Alle Urteile der Redaktion',
  },
  es: {
    tracker: 'Las promesas del Concejo del Puerto',
    desk: 'Redacción del Puerto',
    council: 'Concejo del Puerto',
    programme: 'Un programa para el Puerto',
    category: 'Transporte',
    titles: [
      'Dejar el paseo marítimo libre de coches',
      'Aislar todas las escuelas antes de 2027',
      'Volver a poner en marcha el transbordador',
      'Abrir la biblioteca central los domingos',
      'Construir 200 viviendas sociales en un año',
      'Plantar 1000 árboles en las calles',
      'Congelar las tarifas de aparcamiento en el casco antiguo',
      'Publicar las actas de todas las comisiones',
    ],
    quote: 'Lo haremos antes de que acabe nuestro primer año, y si no lo hacemos lo diremos.',
    headline: 'Qué ha sido de ella hasta ahora',
    summary: 'El veredicto se basa en las actas del concejo y en dos visitas de la redacción.',
    source: 'Acta del concejo',
    reply: 'Una obra inundada nos costó cuatro meses. Terminaremos antes del invierno.',
    changed: 'La obra está terminada.',
    corrected: 'Habíamos leído mal el acta.',
    withdrawn: 'La promesa nunca se hizo con estas palabras.',
    disputed: 'El concejo discute las cifras; las estamos revisando.',
    notice: 'Ficción: este concejo no existe.',
    part: 'Las promesas sobre dinero, de unas 240 en total: no es una muestra representativa.',
    longLabel: 'Cumplida en parte y después de lo dicho',
    allVerdicts: 'Todos los veredictos de la redacción',
  },
  ar: {
    tracker: 'وعود مجلس الميناء',
    desk: 'مكتب تحقق الميناء',
    council: 'مجلس الميناء',
    programme: 'برنامج من أجل الميناء',
    category: 'النقل',
    titles: [
      'إخلاء الواجهة البحرية من السيارات',
      'عزل جميع المدارس حراريًا بحلول عام 2027',
      'إعادة تشغيل عبّارة الميناء',
      'فتح المكتبة المركزية أيام الأحد',
      'بناء 200 مسكن اجتماعي خلال عام',
      'زراعة 1000 شجرة في الشوارع',
      'تجميد رسوم وقوف السيارات في البلدة القديمة',
      'نشر محاضر جميع اللجان',
    ],
    quote: 'سننجز ذلك قبل نهاية عامنا الأول، وسنعلن إن لم نفعل.',
    headline: 'ما آل إليه الأمر حتى الآن',
    summary: 'يستند الحكم إلى محاضر المجلس وإلى زيارتين أجراهما المكتب.',
    source: 'محضر المجلس',
    reply: 'كلّفنا غرق الموقع أربعة أشهر، وسننتهي قبل الشتاء.',
    changed: 'اكتمل العمل.',
    corrected: 'كنا قد أخطأنا في قراءة المحضر.',
    withdrawn: 'لم يُقطع هذا الوعد قط بهذه الكلمات.',
    disputed: 'يعترض المجلس على الأرقام، ونحن نراجعها من جديد.',
    notice: 'خيال: لا وجود لمجلس كهذا.',
    part: 'الوعود المتعلقة بالمال من أصل نحو 240 وعدًا: ليست عيّنة ممثِّلة.',
    longLabel: 'تحقق جزئيًا وفي موعد متأخر عمّا وُعد به',
    allVerdicts: 'جميع أحكام المكتب',
  },
} satisfies Record<string, Fiction>;

export type Language = keyof typeof FICTION;
export const LANGUAGES = Object.keys(FICTION) as Language[];

/** The language that a language's pages have the fiction in: English, until somebody has told it in their own. */
export function fictionIn(language: string): Language {
  return LANGUAGES.find((each) => each === language) ?? 'en';
}
