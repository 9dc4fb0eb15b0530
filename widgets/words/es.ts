import type { BlockWords } from './block-words.ts';

export const words: BlockWords = {
  verdictsBy: 'Veredictos de {by}',
  assessed: '{assessed} de {total} evaluadas',
  percentagesOf: 'Los porcentajes son de las {counted} con un veredicto claro.',
  partOf: '{known} de {whole} promesas están en este seguimiento.',
  umbrella: 'Promesas marco, no contabilizadas: {count}.',
  retracted: 'Promesas con veredicto retirado, no contabilizadas: {count}.',
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
