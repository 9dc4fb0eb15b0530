import { hydrate } from 'svelte';
import Article from './verdicts.svelte';

const target = document.querySelector('#root');
if (target) hydrate(Article, { target });
