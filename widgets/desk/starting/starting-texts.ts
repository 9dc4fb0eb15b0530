// What a tracker's texts begin with: true of any desk as far as they go, with blanks for the rest (data/blanks.ts). A tracker
// is not opened while it has blanks, so that no reader ever meets one.

type Texts = Record<'methodology' | 'imprint' | 'funding' | 'privacy', string>;

const en: Texts = {
  methodology: `We follow the promises in [… the documents, and how promises were chosen from them].

Each promise is judged as it was worded. A verdict names its sources, and its date. It is given by [… who decides, and who checks it].

We look at each promise again at least every [… how many] days. Whoever finds a mistake may tell us, and every correction stays visible.`,
  imprint: `Responsible for these verdicts: [… name of the publisher, address, person in charge].`,
  funding: `This work is paid for by [… who pays, and how much of it]. Nobody who pays decides on a verdict.`,
  privacy: `These pages set no cookies and count no readers. If you send us a suggestion, we keep what you wrote, and your address if you gave one, until it is dealt with.

Responsible: [… name and address]. The pages are served by Cloudflare, which sees your IP address while it does so: [… what else you or your host keep].`,
};

const de: Texts = {
  methodology: `Wir verfolgen die Versprechen in [… welchen Dokumenten, und wie sie ausgewählt wurden].

Jedes Versprechen wird so bewertet, wie es formuliert war. Ein Urteil nennt seine Quellen und sein Datum. Es trifft [… wer entscheidet, und wer gegenliest].

Wir prüfen jedes Versprechen mindestens alle [… wie viele] Tage neu. Wer einen Fehler findet, kann ihn uns melden; jede Korrektur bleibt sichtbar.`,
  imprint: `Verantwortlich für diese Urteile: [… Name des Herausgebers, Anschrift, verantwortliche Person].`,
  funding: `Diese Arbeit wird bezahlt von [… wem, und zu welchem Teil]. Wer bezahlt, entscheidet über kein Urteil.`,
  privacy: `Diese Seiten setzen keine Cookies und zählen keine Leser. Wenn Sie uns einen Hinweis schicken, bewahren wir ihn, und Ihre Adresse, falls Sie eine angeben, auf, bis er erledigt ist.

Verantwortlich: [… Name und Anschrift]. Die Seiten werden von Cloudflare ausgeliefert, das dabei Ihre IP-Adresse sieht: [… was Sie oder Ihr Anbieter sonst speichern].`,
};

const fr: Texts = {
  methodology: `Nous suivons les promesses faites dans [… quels documents, et comment elles ont été choisies].

Chaque promesse est jugée telle qu’elle était formulée. Un verdict indique ses sources et sa date. Il est rendu par [… qui décide, et qui relit].

Nous réexaminons chaque promesse au moins tous les [… combien] jours. Toute erreur peut nous être signalée, et chaque correction reste visible.`,
  imprint: `Responsable de ces verdicts : [… nom de l’éditeur, adresse, responsable].`,
  funding: `Ce travail est financé par [… qui, et pour quelle part]. Aucun financeur ne décide d’un verdict.`,
  privacy: `Ces pages ne déposent aucun cookie et ne comptent pas leurs lecteurs. Si vous nous envoyez une suggestion, nous la gardons, avec votre adresse si vous l’avez donnée, jusqu’à ce qu’elle soit traitée.

Responsable : [… nom et adresse]. Les pages sont servies par Cloudflare, qui voit alors votre adresse IP : [… ce que vous ou votre hébergeur conservez d’autre].`,
};

const es: Texts = {
  methodology: `Seguimos las promesas de [… qué documentos, y cómo se eligieron].

Cada promesa se evalúa tal como fue formulada. Un veredicto nombra sus fuentes y su fecha. Lo da [… quién decide, y quién lo revisa].

Volvemos a mirar cada promesa al menos cada [… cuántos] días. Cualquiera puede avisarnos de un error, y cada corrección queda a la vista.`,
  imprint: `Responsable de estos veredictos: [… nombre de la editorial, dirección, persona responsable].`,
  funding: `Este trabajo lo paga [… quién, y qué parte]. Quien paga no decide ningún veredicto.`,
  privacy: `Estas páginas no usan cookies ni cuentan lectores. Si nos envía una sugerencia, la guardamos, con su dirección si la dio, hasta haberla tratado.

Responsable: [… nombre y dirección]. Las páginas las sirve Cloudflare, que al hacerlo ve su dirección IP: [… qué más guardan usted o su proveedor].`,
};

const ar: Texts = {
  methodology: `نتابع الوعود الواردة في [… أي وثائق، وكيف اختيرت الوعود منها].

يُحكم على كل وعد كما صيغ. ولكل حكم مصادره وتاريخه. ويصدره [… من يقرر، ومن يراجع].

نراجع كل وعد مرة على الأقل كل [… كم] يومًا. ولمن يجد خطأً أن يبلغنا به، ويبقى كل تصحيح ظاهرًا.`,
  imprint: `المسؤول عن هذه الأحكام: [… اسم الناشر وعنوانه والشخص المسؤول].`,
  funding: `يموّل هذا العمل [… من، وبأي نصيب]. ولا يقرر ممول أي حكم.`,
  privacy: `لا تضع هذه الصفحات ملفات تعريف ارتباط ولا تعدّ قراءها. إذا أرسلت إلينا اقتراحًا حفظناه، مع عنوانك إن ذكرته، إلى أن يُبتّ فيه.

المسؤول: [… الاسم والعنوان]. تقدّم Cloudflare الصفحات وترى عند ذلك عنوان IP الخاص بك: [… ما تحفظونه غير ذلك].`,
};

const TEXTS: Record<string, Texts> = { en, de, fr, es, ar };

/** The texts to begin with in a language; in English where there are none. */
export function startingTexts(language: string): Texts {
  return TEXTS[language.split('-')[0] ?? ''] ?? en;
}
