import type { BlockWords } from './block-words.ts';

export const words: BlockWords<'es'> = {
  verdictsBy: 'Veredictos de {by}',
  assessed: '{assessed} de {total} evaluadas',
  percentagesOf: 'Los porcentajes son de las {counted} con un veredicto claro.',
  partOf: '{known} de {whole} promesas están en este seguimiento.',
  umbrella: {
    one: '{count} promesa general no se cuenta.',
    many: '{count} de promesas generales no se cuentan.',
    other: '{count} promesas generales no se cuentan.',
  },
  retracted: {
    one: '{count} promesa retirada no se cuenta.',
    many: '{count} de promesas retiradas no se cuentan.',
    other: '{count} promesas retiradas no se cuentan.',
  },
  updated: 'Actualizado el {on}',
  termOver: 'Este mandato ha terminado.',
  underReview: 'En revisión',
  shown: 'Se muestran: {shown} de {whole}.',
  all: 'Todas las promesas',
  none: 'Aún no hay promesas.',
  checked: 'Última comprobación: {on}',
  evidence: 'Pruebas e historial',
  page: ', página {page}',
  suggest: 'Proponer una corrección',
  sources: 'Fuentes: {number}',
  responses: 'Respuestas: {number}',
};
