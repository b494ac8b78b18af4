import { useEffect, useRef, useState } from 'react';
import type { ExportQuestion } from '../../history/imports/caseExportWords.ts';
import type { ImportTrouble } from './useImport.ts';

/** What was asked of an export so far, each with the sentence that asks it, until other files are chosen. */
export function useExportQuestions(trouble: ImportTrouble | null) {
  const [asked, setAsked] = useState<Partial<Record<ExportQuestion, string>>>({});
  const fields = useRef<Partial<Record<ExportQuestion, HTMLElement | null>>>({});
  const newest = questionIn(trouble);
  useEffect(() => {
    if (newest === null) return;
    const sentence = isAtField(newest) ? (trouble?.wrong[0]?.message ?? '') : '';
    setAsked((before) => ({ ...before, [newest]: sentence }));
  }, [newest, trouble]);
  // Once its field is there: whoever works by keyboard answers at once.
  useEffect(() => {
    if (newest !== null && isAtField(newest) && asked[newest] !== undefined) fields.current[newest]?.focus();
  }, [newest, asked]);
  return {
    asked,
    /** For the control that answers a question. */
    at: (question: ExportQuestion) => (element: HTMLElement | null) => {
      fields.current[question] = element;
    },
    forget: () => setAsked({}),
    /** What is told beside the fields: all that is no question, and the lines that one is about. */
    told: newest !== null && isAtField(newest) ? null : trouble,
    newest,
  };
}

const questions: readonly ExportQuestion[] = ['encoding', 'restricted', 'zone', 'order', 'people', 'faulty'];
const questionIn = (trouble: ImportTrouble | null): ExportQuestion | null =>
  questions.find((each) => trouble?.code === `asks-${each}`) ?? null;

/** One sentence asks it; the others are about lines of the files. */
const isAtField = (question: ExportQuestion): boolean => question !== 'people' && question !== 'faulty';
