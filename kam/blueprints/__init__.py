"""Account plans (客户计划书): twelve live sections, goals, reviews, sharing."""
