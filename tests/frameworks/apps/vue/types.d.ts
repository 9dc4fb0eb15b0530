import 'pledgemark/vue';
