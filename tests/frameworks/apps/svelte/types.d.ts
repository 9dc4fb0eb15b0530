import 'pledgemark/svelte';
