// The three states of the Saudi "exchange of promises" (بورصة الوعود السعودية, 2011), under which it filed what officials had promised:
// done, under way, not done. Al Arabiya, by https://www.akhbaar24.com/article/detail/16432 (read in November 2026); and two for what
// is not assessed, or cannot be. What each means is told in our words.
import type { Scheme } from '../tracker.ts';

/** The words of an exchange of promises, in Arabic. */
export const bursatAlWuud: Scheme = {
  id: 'bursat-al-wuud',
  version: 1,
  verdicts: [
    {
      id: 'not-assessed',
      label: { ar: 'لم يُقيَّم بعد' },
      definition: { ar: 'لم تنظر هيئة التحرير في هذا الوعد بعد.' },
      outcome: 'unrated',
      final: false,
      counted: false,
      order: 0,
    },
    {
      id: 'in-progress',
      label: { ar: 'قيد الإنجاز' },
      definition: { ar: 'اتُّخذت خطوات رسمية ولم تُعرف النتيجة بعد.' },
      outcome: 'in-progress',
      final: false,
      counted: true,
      order: 1,
    },
    {
      id: 'done',
      label: { ar: 'مُنجَز' },
      definition: { ar: 'نُفِّذ الوعد كما صيغ.' },
      outcome: 'kept',
      final: true,
      counted: true,
      order: 2,
    },
    {
      id: 'not-done',
      label: { ar: 'لم يُنجَز' },
      definition: { ar: 'انقضت المدة المحددة أو جرى التخلي عن الوعد.' },
      outcome: 'broken',
      final: true,
      counted: true,
      order: 3,
    },
    {
      id: 'unclear',
      label: { ar: 'غير واضح' },
      definition: { ar: 'لا يسمح نص الوعد أو الأدلة المتاحة بإصدار حكم.' },
      outcome: 'unclear',
      final: false,
      counted: false,
      order: 4,
    },
  ],
};
