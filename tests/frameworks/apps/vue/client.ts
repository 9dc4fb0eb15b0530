import { createSSRApp } from 'vue';
import Article from './verdicts.vue';

createSSRApp(Article).mount('#root');
