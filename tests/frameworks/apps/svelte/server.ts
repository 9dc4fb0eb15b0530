import { render as renderArticle } from 'svelte/server';
import Article from './verdicts.svelte';

export const render = () => renderArticle(Article).body;
