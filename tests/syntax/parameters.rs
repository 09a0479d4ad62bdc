//! Parameters of functions.
use oxc_ast::ast::{BindingPattern, FormalParameters};

/// Parameters in their order.
pub(crate) type Parameters = Vec<Parameter>;

/// A parameter.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Parameter {
    /// None for a pattern, `{ limit }`.
    pub(crate) name: Option<String>,
    /// Declared as optional, or with a default value.
    pub(crate) optional: bool,
}

/// Reads the parameters of a function.
pub(crate) fn parameters(parameters: &FormalParameters) -> Parameters {
    let mut read: Parameters = parameters
        .items
        .iter()
        .map(|parameter| {
            let (pattern, defaulted) = match &parameter.pattern {
                BindingPattern::AssignmentPattern(pattern) => (&pattern.left, true),
                pattern => (pattern, parameter.initializer.is_some()),
            };
            let name = match pattern {
                BindingPattern::BindingIdentifier(name) => Some(name.name.to_string()),
                _ => None,
            };
            Parameter { name, optional: parameter.optional || defaulted }
        })
        .collect();
    if let Some(rest) = &parameters.rest {
        let name = rest.rest.argument.get_identifier_name().map(|name| format!("...{name}"));
        read.push(Parameter { name, optional: true });
    }
    read
}
