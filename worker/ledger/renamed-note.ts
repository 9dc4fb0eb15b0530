// What readers are told in a pledge's history where its desk has changed a name and nothing else.

const NOTES: Record<string, string> = {
  en: 'The desk has changed the name of a verdict, a category or a document. The verdict is the same.',
  cy: 'Mae’r ddesg wedi newid enw dyfarniad, categori neu ddogfen. Yr un yw’r dyfarniad.',
  fr: 'La rédaction a changé le nom d’un verdict, d’une catégorie ou d’un document. Le verdict est le même.',
  de: 'Die Redaktion hat den Namen einer Bewertung, einer Kategorie oder eines Dokuments geändert. Die Bewertung ist dieselbe.',
  es: 'La redacción ha cambiado el nombre de un veredicto, una categoría o un documento. El veredicto es el mismo.',
  ar: 'غيّر فريق التحرير اسم تقييم أو فئة أو وثيقة. التقييم نفسه لم يتغير.',
};

/** In the tracker's language, or in English. */
export function renamedNote(language: string): string {
  return NOTES[language] ?? NOTES[language.split('-')[0] ?? ''] ?? NOTES.en ?? '';
}
