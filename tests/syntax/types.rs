//! Types of TypeScript, and whether a JSON value has one.
use std::collections::{BTreeMap, BTreeSet};

use oxc_ast::ast::{TSLiteral, TSSignature, TSTupleElement, TSType, TSTypeName};
use serde_json::Value;

use super::parameters::{Parameters, parameters};

/// A type, as far as JSON has it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Type {
    String,
    Number,
    Boolean,
    Null,
    Literal(String),
    List(Box<Type>),
    Tuple(Vec<Type>),
    /// An object with any keys.
    Map(Box<Type>),
    Object(BTreeMap<String, Field>),
    Union(Vec<Type>),
    /// A declared type with its arguments.
    Name(String, Vec<Type>),
    /// `Object["member"]`, or `List[number]`.
    Member(Box<Type>, Box<Type>),
    Function(Parameters),
    Other,
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Field {
    pub(crate) optional: bool,
    pub(crate) value: Type,
}

/// Reads a type.
pub(crate) fn read(source: &TSType) -> Type {
    match source {
        TSType::TSStringKeyword(_) => Type::String,
        TSType::TSNumberKeyword(_) => Type::Number,
        TSType::TSBooleanKeyword(_) => Type::Boolean,
        TSType::TSNullKeyword(_) => Type::Null,
        TSType::TSParenthesizedType(inner) => read(&inner.type_annotation),
        TSType::TSArrayType(list) => Type::List(Box::new(read(&list.element_type))),
        TSType::TSUnionType(union) => Type::Union(union.types.iter().map(read).collect()),
        TSType::TSTypeLiteral(object) => Type::Object(fields(&object.members)),
        TSType::TSNamedTupleMember(member) => element(&member.element_type),
        TSType::TSTupleType(tuple) => Type::Tuple(tuple.element_types.iter().map(element).collect()),
        TSType::TSFunctionType(function) => Type::Function(parameters(&function.params)),
        TSType::TSIndexedAccessType(access) => {
            Type::Member(Box::new(read(&access.object_type)), Box::new(read(&access.index_type)))
        }
        TSType::TSLiteralType(literal) => match &literal.literal {
            TSLiteral::StringLiteral(text) => Type::Literal(text.value.to_string()),
            _ => Type::Other,
        },
        TSType::TSTypeReference(reference) => {
            let TSTypeName::IdentifierReference(name) = &reference.type_name else { return Type::Other };
            let arguments = reference.type_arguments.iter().flat_map(|arguments| &arguments.params);
            Type::Name(name.name.to_string(), arguments.map(read).collect())
        }
        _ => Type::Other,
    }
}

fn element(element: &TSTupleElement) -> Type {
    element.as_ts_type().map_or(Type::Other, read)
}

/// The members of an interface or of the type of an object.
pub(crate) fn fields(members: &[TSSignature]) -> BTreeMap<String, Field> {
    let field = |member: &TSSignature| match member {
        TSSignature::TSPropertySignature(property) => {
            let value = property.type_annotation.as_ref().map_or(Type::Other, |stated| read(&stated.type_annotation));
            Some((property.key.static_name()?.into_owned(), Field { optional: property.optional, value }))
        }
        TSSignature::TSMethodSignature(method) => {
            let value = Type::Function(parameters(&method.params));
            Some((method.key.static_name()?.into_owned(), Field { optional: method.optional, value }))
        }
        _ => None,
    };
    members.iter().filter_map(field).collect()
}

/// Declared types by their names.
#[derive(Debug, Default)]
pub(crate) struct Types(pub(crate) BTreeMap<String, Type>);

impl Types {
    /// The type that a name, a member or one of the utility types stands for. Unions are flat.
    pub(crate) fn expand(&self, of: &Type) -> Type {
        match of {
            Type::Name(name, arguments) => match (name.as_str(), arguments.as_slice()) {
                ("Record", [key, value]) => match self.expand(key) {
                    Type::String => Type::Map(Box::new(value.clone())),
                    key => {
                        let field = Field { optional: false, value: value.clone() };
                        Type::Object(self.literals(&key).into_iter().map(|key| (key, field.clone())).collect())
                    }
                },
                ("Partial", [whole]) => match self.expand(whole) {
                    Type::Object(fields) => Type::Object(
                        fields.into_iter().map(|(name, field)| (name, Field { optional: true, ..field })).collect(),
                    ),
                    other => other,
                },
                _ => self.0.get(name).map_or(Type::Other, |stated| self.expand(stated)),
            },
            Type::Member(object, index) => match (self.expand(object), self.expand(index)) {
                (Type::Object(fields), Type::Literal(name)) => {
                    fields.get(&name).map_or(Type::Other, |field| self.expand(&field.value))
                }
                (Type::List(element), Type::Number) => self.expand(&element),
                _ => Type::Other,
            },
            Type::Union(types) => {
                let flat = types.iter().flat_map(|one| match self.expand(one) {
                    Type::Union(inner) => inner,
                    // A named type keeps its name, which begins the paths of its members.
                    Type::Object(_) => vec![one.clone()],
                    other => vec![other],
                });
                Type::Union(flat.collect())
            }
            other => other.clone(),
        }
    }

    /// The strings of a literal or of a union of literals.
    pub(crate) fn literals(&self, of: &Type) -> BTreeSet<String> {
        match self.expand(of) {
            Type::Literal(text) => BTreeSet::from([text]),
            Type::Union(types) => types.iter().flat_map(|one| self.literals(one)).collect(),
            _ => BTreeSet::new(),
        }
    }

    /// The members of a declared object.
    pub(crate) fn object(&self, name: &str) -> BTreeMap<String, Field> {
        match self.expand(&Type::Name(name.to_owned(), Vec::new())) {
            Type::Object(fields) => fields,
            other => panic!("{name} is not an object: {other:?}"),
        }
    }

    /// Checks a value against a type, and adds the parts of the type that the value has to `seen`.
    pub(crate) fn check(&self, value: &Value, of: &Type, at: &str, seen: &mut BTreeSet<String>) -> Result<(), String> {
        let expanded = self.expand(of);
        match (&expanded, value) {
            (Type::Union(types), _) => {
                let mut errors = Vec::new();
                for one in types {
                    let mut branch = BTreeSet::new();
                    match self.check(value, one, at, &mut branch) {
                        Ok(()) => {
                            seen.append(&mut branch);
                            return Ok(());
                        }
                        Err(error) => errors.push(error),
                    }
                }
                return Err(errors.join("; "));
            }
            (Type::List(element), Value::Array(values)) => {
                for value in values {
                    self.check(value, element, &format!("{at}[]"), seen)?;
                }
            }
            (Type::Tuple(elements), Value::Array(values)) if elements.len() == values.len() => {
                for (i, (value, element)) in values.iter().zip(elements).enumerate() {
                    self.check(value, element, &format!("{at}[{i}]"), seen)?;
                }
            }
            (Type::Map(element), Value::Object(values)) => {
                for value in values.values() {
                    self.check(value, element, &format!("{at}{{}}"), seen)?;
                }
            }
            (Type::Object(fields), Value::Object(values)) => {
                let at = named(of, at);
                if let Some(name) = values.keys().find(|name| !fields.contains_key(*name)) {
                    return Err(format!("{at}.{name} is not declared"));
                }
                for (name, field) in fields {
                    match values.get(name) {
                        Some(value) => self.check(value, &field.value, &format!("{at}.{name}"), seen)?,
                        None if field.optional => {}
                        None => return Err(format!("{at}.{name} is declared and missing")),
                    }
                }
            }
            (Type::Literal(text), Value::String(value)) if text == value => {}
            (Type::String, Value::String(_))
            | (Type::Number, Value::Number(_))
            | (Type::Boolean, Value::Bool(_))
            | (Type::Null, Value::Null) => {}
            _ => return Err(format!("{at} is declared as {expanded:?}, and is {value}")),
        }
        if let Some(leaf) = leaf(&expanded, at) {
            seen.insert(leaf);
        }
        Ok(())
    }

    /// The parts of a type that some value must have, in the words of [`Types::check`].
    pub(crate) fn parts(&self, of: &Type, at: &str) -> BTreeSet<String> {
        let expanded = self.expand(of);
        match &expanded {
            Type::Union(types) => types.iter().flat_map(|one| self.parts(one, at)).collect(),
            Type::List(element) => self.parts(element, &format!("{at}[]")),
            Type::Tuple(elements) => elements
                .iter()
                .enumerate()
                .flat_map(|(i, element)| self.parts(element, &format!("{at}[{i}]")))
                .collect(),
            Type::Map(element) => self.parts(element, &format!("{at}{{}}")),
            Type::Object(fields) => {
                let at = named(of, at);
                fields.iter().flat_map(|(name, field)| self.parts(&field.value, &format!("{at}.{name}"))).collect()
            }
            simple => leaf(simple, at).into_iter().collect(),
        }
    }
}

/// The path of an object: its name, if it has one.
fn named<'a>(of: &'a Type, at: &'a str) -> &'a str {
    match of {
        Type::Name(name, arguments) if arguments.is_empty() => name,
        _ => at,
    }
}

fn leaf(of: &Type, at: &str) -> Option<String> {
    match of {
        Type::Literal(text) => Some(format!("{at}: {text:?}")),
        Type::String | Type::Number | Type::Boolean | Type::Null => Some(format!("{at}: {of:?}")),
        Type::Function(_) | Type::Other => Some(format!("{at}: not JSON")),
        _ => None,
    }
}
