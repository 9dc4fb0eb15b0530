import { renderToString } from 'react-dom/server';
import { Article } from './verdicts.tsx';

export const render = () => renderToString(<Article />);
